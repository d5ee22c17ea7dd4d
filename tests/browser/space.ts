// What the tests of the 3-D view share: a bowl in it, the colours that the screen shows, and where a point should be there.

import type { Page } from '@playwright/test';
import { expect, open, show, snapshot } from './figure';

export const gd = '#005F99';
export const ink = '#1B262C';
export const step = 3;

export const bowl = (more: object = {}) =>
  JSON.stringify({
    title: 'a bowl',
    task: { surface: { f: 'x^2 + y^2', start: [3, 2], steps: 30 } },
    runs: [{ optimizer: { gd: { lr: 0.1 } } }],
    view: { panels: ['space'], at: step },
    ...more,
  });

export const panel = (page: Page) => page.locator('fall-line .panel.space');
export const room = (page: Page) => panel(page).locator('.room');
export const solid = (page: Page) => room(page).locator('canvas').first();

/** Opens the page with the view open on a bowl, and waits until it stands. */
export async function stand(page: Page, text = bowl(), query = ''): Promise<void> {
  await open(page, query);
  await show(page, text);
  await standing(page);
}

export async function standing(page: Page): Promise<void> {
  await expect(room(page).locator('canvas')).toHaveCount(2);
  await room(page).scrollIntoViewIfNeeded();
  await expect.poll(async () => new Set((await picture(page, 4)).colours).size).toBeGreaterThan(20);
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly colours: readonly string[];
  readonly at: (x: number, y: number) => string;
}

/** What the screen shows of the view, as colours; every so many pixels. */
export async function picture(page: Page, every = 1): Promise<Picture> {
  const png = (await room(page).screenshot()).toString('base64');
  const { width, height, data } = await page.evaluate(
    async ([given, apart]) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${given}`)).blob());
      const ctx = new OffscreenCanvas(image.width, image.height).getContext('2d');
      ctx?.drawImage(image, 0, 0);
      const all = ctx?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
      const [columns, rows] = [Math.floor(image.width / apart), Math.floor(image.height / apart)];
      const list = Array.from({ length: columns * rows }, (_, k) => {
        const at = 4 * (apart * (k % columns) + image.width * apart * Math.floor(k / columns));
        return ((all[at] ?? 0) << 16) | ((all[at + 1] ?? 0) << 8) | (all[at + 2] ?? 0);
      });
      return { width: columns, height: rows, data: list };
    },
    [png, every] as const,
  );
  const colours = data.map((c) => `#${c.toString(16).padStart(6, '0').toUpperCase()}`);
  return { width, height, colours, at: (x, y) => colours[Math.round(y) * width + Math.round(x)] ?? '' };
}

/** The middle of all pixels of a colour no farther than `reach` from a place; undefined where there are few. */
export function middleOf(of: Picture, colour: string, [x, y]: readonly [number, number], reach: number) {
  let [count, sx, sy] = [0, 0, 0];
  for (let j = Math.floor(y - reach); j <= y + reach; j++) {
    for (let i = Math.floor(x - reach); i <= x + reach; i++) {
      if (of.at(i, j) !== colour) continue;
      count += 1;
      sx += i + 0.5;
      sy += j + 0.5;
    }
  }
  return count < 20 ? undefined : ([sx / count, sy / count] as const);
}

/** How near two colours are: the largest difference of a channel. */
export const apart = (a: string, b: string) =>
  Math.max(
    ...[1, 3, 5].map((k) => Math.abs(Number.parseInt(a.slice(k, k + 2), 16) - Number.parseInt(b.slice(k, k + 2), 16))),
  );

/** Where a point of the bowl is on the screen: parallel lines of sight, turned and tilted, as large as the picture allows. */
export async function placer(page: Page, turn: number, tilt: number) {
  const { domain } = await snapshot(page);
  const box = (await room(page).boundingBox()) ?? { width: 0, height: 0 };
  const [x0, x1, y0, y1] = domain;
  const half = Math.max(x1 - x0, y1 - y0) / 2;
  const [wide, deep] = [(x1 - x0) / 2 / half, (y1 - y0) / 2 / half];
  const tall = 0.72 * Math.sqrt(wide * deep);
  const [t, e] = [(turn * Math.PI) / 180, (tilt * Math.PI) / 180];
  const high = Math.max(Math.abs(x0), Math.abs(x1)) ** 2 + Math.max(Math.abs(y0), Math.abs(y1)) ** 2;
  const across = wide * Math.abs(Math.cos(t)) + deep * Math.abs(Math.sin(t));
  const upright =
    (wide * Math.abs(Math.sin(t)) + deep * Math.abs(Math.cos(t))) * Math.sin(e) + (tall / 2) * Math.cos(e);
  const scale = Math.min((box.width - 88) / across, (box.height - 78) / upright) / 2;
  const center = [box.width / 2, 32 + (box.height - 78) / 2] as const;
  return (x: number, y: number): [number, number] => {
    const east = (x - (x0 + x1) / 2) / half;
    const north = (y - (y0 + y1) / 2) / half;
    const up = ((x * x + y * y) / high - 0.5) * tall;
    const right = east * Math.cos(t) + north * Math.sin(t);
    const away = north * Math.cos(t) - east * Math.sin(t);
    return [center[0] + scale * right, center[1] - scale * (up * Math.cos(e) + away * Math.sin(e))];
  };
}

export const pointAt = (path: readonly number[], k: number) => [path[2 * k] ?? 0, path[2 * k + 1] ?? 0] as const;
export const linear = (page: Page) => panel(page).getByRole('combobox', { name: 'Height' }).selectOption('linear');
