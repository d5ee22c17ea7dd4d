// What the browser tests share: a page that must keep its console quiet, and the figure on it.

import { test as base, expect, type Page } from '@playwright/test';

/** What a figure says of itself, as a test can carry it out of the page. */
export interface Snapshot {
  readonly document: string;
  readonly step: number;
  readonly steps: number;
  readonly playing: boolean;
  readonly domain: readonly [number, number, number, number];
  readonly fingerprint: string;
  readonly runs: readonly {
    readonly name: string;
    readonly path: readonly number[];
    readonly summary: { readonly optimizer: string; readonly status: unknown; readonly limit: number | null };
  }[];
}

interface Snapshooting extends HTMLElement {
  text: string;
  snapshot(): (Omit<Snapshot, 'runs'> & { runs: { name: string; path: Float64Array; summary: object }[] }) | undefined;
}

/** What a browser that draws in software says of itself. */
const drawing = /GL Driver Message|software WebGL/i;

/** A test fails when the console has an error or a warning, but for those that it expects. */
export const test = base.extend<{ expected: RegExp[]; quiet: undefined }>({
  expected: [[], { option: true }],
  quiet: [
    async ({ page, expected }, use) => {
      const heard: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) heard.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
      await use(undefined);
      expect(heard.filter((line) => ![drawing, ...expected].some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens the page, of `?lang=ko` the Korean one; without motion, so that the paths are whole at once. */
export async function open(page: Page, query = '', motion: 'reduce' | 'no-preference' = 'reduce'): Promise<void> {
  await page.emulateMedia({ reducedMotion: motion });
  await page.goto(query.replace(/^\?lang=ko&?/, 'ko/?'));
  await pictured(page);
}

/** Waits until the figure shows a picture and the curves have come. */
export async function pictured(page: Page): Promise<void> {
  await page.waitForFunction(() => (document.querySelector('fall-line') as Partial<Snapshooting> | null)?.snapshot?.());
  await expect(page.locator('fall-line .u-wrap > canvas')).toBeVisible();
}

/** Shows the buttons that open panels, where they are folded. */
export async function unfold(page: Page): Promise<void> {
  const folded = page.locator('fall-line .dock details:not([open]) > summary');
  if ((await folded.count()) > 0) await folded.click();
}

/** Gives the figure another document and waits until it is shown. */
export async function show(page: Page, text: string): Promise<void> {
  const before = await page.evaluate(() => (document.querySelector('fall-line') as Snapshooting).snapshot()?.document);
  await page.evaluate((given) => {
    (document.querySelector('fall-line') as Snapshooting).text = given;
  }, text);
  await page.waitForFunction((old) => {
    const now = (document.querySelector('fall-line') as Snapshooting).snapshot()?.document;
    return now !== undefined && now !== old;
  }, before);
}

export function snapshot(page: Page): Promise<Snapshot> {
  return page.evaluate(() => {
    const now = (document.querySelector('fall-line') as Snapshooting).snapshot();
    if (!now) throw new Error('nothing is shown');
    return { ...now, domain: [...now.domain], runs: now.runs.map((run) => ({ ...run, path: [...run.path] })) };
  }) as unknown as Promise<Snapshot>;
}

/** The document that is shown, as an object. */
export async function shown(page: Page): Promise<{
  task: { surface: { f?: string; start?: [number, number] } };
  runs: { optimizer: Record<string, Record<string, number>> }[];
}> {
  return JSON.parse((await snapshot(page)).document);
}
