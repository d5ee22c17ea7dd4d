// Who may import whom. Held by reading the sources.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = dirname(fileURLToPath(import.meta.url));

/** What each folder may import of the others, by the folder's name; the engine's package is "wasm". */
const allowed: Readonly<Record<string, readonly string[]>> = {
  draw: [],
  document: [],
  // data of the engine's own stand with it
  engine: ['wasm', 'document', '..'],
  text: ['draw', 'document'],
  controls: ['draw', 'text'],
  // what is put into other people's sites stands with the sources
  panels: ['draw', 'document', 'engine', 'text', 'controls', '..'],
  elements: ['draw', 'document', 'engine', 'text', 'controls', 'panels', 'grade'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string, source: string): Import[] {
  const found = [...source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\bURL\(\s*)['"](\.[^'"]+)['"]/g)];
  return found.map(([, to = '']) => ({ from: relative(root, file), to: relative(root, resolve(dirname(file), to)) }));
}

function folder(path: string): string {
  return path.startsWith('engine/wasm/') ? 'wasm' : (path.split('/')[0] ?? '');
}

function broken({ from, to }: Import): boolean {
  const [own, other] = [folder(from), folder(to)];
  return own in allowed && own !== other && !allowed[own]?.includes(other);
}

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('engine/wasm/'));
const imports = sources.flatMap((name) => importsOf(join(root, name), readFileSync(join(root, name), 'utf8')));

it('drawing and documents know no element and no engine, and only the engine touches wasm', () => {
  expect(imports.filter(broken)).toEqual([]);
});

/** What pages of other people load, and the page that is one file. */
const othersPages = ['scorm.ts', 'embed.ts', 'frames.ts', 'file.ts'];

it('elements are reached from pages alone', () => {
  const outside = imports.filter(({ from, to }) => folder(to) === 'elements' && folder(from) !== 'elements');
  expect(new Set(outside.map(({ from }) => folder(from)))).toEqual(new Set(['page.ts', 'page', ...othersPages]));
});

it('the rule sees what it looks for', () => {
  expect(imports.some(({ from, to }) => from === 'engine/worker-lean.ts' && folder(to) === 'wasm')).toBe(true);
  const bad = importsOf(
    join(root, 'draw/path.ts'),
    "import { Engine } from '../engine/client';\nconst a = import('../elements/x');",
  );
  expect(bad.filter(broken).map(({ to }) => to)).toEqual(['engine/client', 'elements/x']);
  expect(importsOf(join(root, 'elements/x.ts'), "import init from '../engine/wasm/whole'").filter(broken).length).toBe(
    1,
  );
});
