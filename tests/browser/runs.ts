// What the tests of runs share: the list of runs, what the document says of each, and how they look on the plane.

import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { initSync, run as runWhole } from '../../www/src/engine/wasm/whole';
import { expect, snapshot } from './figure';

export interface Run {
  name?: unknown;
  optimizer: Record<string, Record<string, unknown>> | string;
  [field: string]: unknown;
}

export async function runs(page: Page): Promise<Run[]> {
  return JSON.parse((await snapshot(page)).document).runs;
}

/** A run's hyper-parameters, where they differ from the defaults. */
export async function values(page: Page, run: number): Promise<Record<string, unknown>> {
  const optimizer = (await runs(page))[run]?.optimizer;
  return (typeof optimizer === 'object' && Object.values(optimizer)[0]) || {};
}

export async function names(page: Page): Promise<string[]> {
  return (await snapshot(page)).runs.map(({ name }) => name);
}

/** A run's part of the list. */
export function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

export async function unfold(page: Page, name: string): Promise<Locator> {
  const run = part(page, name);
  await run.getByText('More settings').click();
  await expect(run.getByRole('button', { name: 'Edit this rule' })).toBeEnabled();
  return run;
}

export async function choose(page: Page, run: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `${run}: change` }).click();
  await page.getByRole('button', { name: item }).click();
}

/** What the engine itself makes of the document that is shown. */
export async function computed(page: Page): Promise<number[][]> {
  initSync({ module: readFileSync(new URL('../../www/src/engine/wasm/whole_bg.wasm', import.meta.url)) });
  const result = JSON.parse(runWhole((await snapshot(page)).document));
  return result.runs.map(({ path }: { path: number[][] }) => path.flat());
}

/** How many pixels of the scene have a colour, about. */
export function pixels(page: Page, [red, green, blue]: readonly [number, number, number]): Promise<number> {
  return page.locator('fall-line .scene').evaluate(
    (canvas: HTMLCanvasElement, [r, g, b]) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
      copy?.drawImage(canvas, 0, 0);
      const { data } = copy?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let count = 0;
      for (let k = 0; k < data.length; k += 4) {
        const off = Math.abs((data[k] ?? 0) - r) + Math.abs((data[k + 1] ?? 0) - g) + Math.abs((data[k + 2] ?? 0) - b);
        if (data[k + 3] === 255 && off < 12) count++;
      }
      return count;
    },
    [red, green, blue] as const,
  );
}
