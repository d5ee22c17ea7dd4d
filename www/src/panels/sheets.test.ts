// All sheets of panels share one tree: what one says without naming its own element must be about no other's.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const here = new URL('.', import.meta.url);
const sheets = readdirSync(here, { withFileTypes: true })
  .filter((folder) => folder.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(new URL(`${name}/`, here))
      .filter((file) => file.endsWith('.css'))
      .map((file) => ({ name, ...classesOf(readFileSync(new URL(`${name}/${file}`, here), 'utf8')) })),
  );
/** Sheets that several panels take in. */
const shared = ['parts', 'maps'];
const common = new Set(sheets.filter(({ name }) => shared.includes(name)).flatMap(({ all }) => [...all]));

it.each(sheets.filter(({ name }) => !shared.includes(name)))('$name keeps to itself', ({ name, leading }) => {
  const others = sheets.filter((sheet) => sheet.name !== name && !shared.includes(sheet.name));
  const claimed = [...leading].filter((one) => one !== name && !common.has(one));
  expect(claimed.filter((one) => others.some(({ all }) => all.has(one)))).toEqual([]);
});

/** The classes of a sheet: all, and those with which a selector begins. */
function classesOf(css: string): { all: Set<string>; leading: Set<string> } {
  const selectors = [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)]
    .map(([, selector]) => selector?.trim() ?? '')
    .filter((selector) => !selector.startsWith('@'));
  const classes = (text: string) => [...text.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name ?? '');
  return {
    all: new Set(selectors.flatMap(classes)),
    leading: new Set(
      selectors.flatMap((selector) =>
        selector.split(/,(?![^(]*\))/).flatMap((one) => classes(one).find((name) => name !== 'panel') ?? []),
      ),
    ),
  };
}
