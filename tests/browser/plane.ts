// What the tests of the plane share: where it is on the screen and which part of it is shown, the wheel and drags.

import type { Page } from '@playwright/test';
import { expect, snapshot } from './figure';

export type Domain = readonly [number, number, number, number];
export type Pixel = { readonly x: number; readonly y: number };

export const plane = (page: Page) => page.locator('fall-line .plane');
export const zoomIn = (page: Page) => page.locator('fall-line .zoom button').first();
export const shownDomain = async (page: Page): Promise<Domain> => (await snapshot(page)).domain;
/** The part that the document names. */
export const named = async (page: Page): Promise<Domain | undefined> =>
  JSON.parse((await snapshot(page)).document).view?.domain;
export const startOf = async (page: Page): Promise<[number, number]> =>
  JSON.parse((await snapshot(page)).document).task?.surface?.start ?? [-8, 2];

/** The picture on the screen. */
export async function picture(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await plane(page).boundingBox();
  if (!box) throw new Error('no plane');
  const outside = await plane(page).evaluate(
    (frame) => getComputedStyle(frame).getPropertyValue('--axes').trim() === 'outside',
  );
  return outside ? { x: box.x + 40, y: box.y, width: box.width - 40, height: box.height - 24 } : box;
}

/** A place of the picture, in parts of its width and height. */
export async function place(page: Page, across: number, down: number): Promise<Pixel> {
  const { x, y, width, height } = await picture(page);
  return { x: x + across * width, y: y + down * height };
}

/** The point of the plane under a pixel. */
export async function under(page: Page, { x, y }: Pixel): Promise<[number, number]> {
  const [box, [x0, x1, y0, y1]] = [await picture(page), await shownDomain(page)];
  return [x0 + ((x - box.x) / box.width) * (x1 - x0), y1 - ((y - box.y) / box.height) * (y1 - y0)];
}

export const width = ([x0, x1]: Domain) => x1 - x0;

/** Moves the mouse onto the plane, which fetches what answers to it. */
export async function approach(page: Page, at?: Pixel): Promise<Pixel> {
  const to = at ?? (await place(page, 0.7, 0.3));
  await page.mouse.move(to.x, to.y);
  await expect(zoomIn(page)).toBeVisible();
  return to;
}

export async function wheel(page: Page, by: number): Promise<void> {
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, by);
  await page.keyboard.up('Control');
}

export async function drag(page: Page, from: Pixel, by: Pixel, button: 'left' | 'middle' | 'right'): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2, { steps: 3 });
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 3 });
  await page.mouse.up({ button });
}
