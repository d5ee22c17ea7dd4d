import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Json, set } from '../document/pointer';
import { choose, chosen, defaults } from './chosen';

const schema = JSON.parse(readFileSync(new URL('../document/experiment.schema.json', import.meta.url), 'utf8'));

it('the defaults are those of the engine', () => {
  const [{ enum: names }, ...objects] = schema.$defs.Panel.anyOf;
  expect(Object.keys(defaults)).toEqual(names);
  for (const [k, { properties }] of objects.entries()) {
    const [[name, { $ref }]] = Object.entries(properties) as [[keyof typeof defaults, { $ref: string }]];
    const fields = Object.entries(schema.$defs[$ref.split('/').at(-1) ?? ''].properties) as [
      string,
      { default?: Json },
    ][];
    const known = fields.flatMap(([field, own]) => (own.default === undefined ? [] : [[field, own.default]]));
    expect(name).toBe(names[k]);
    expect(defaults[name]).toEqual(Object.fromEntries(known));
  }
});

it('what is chosen stands in the entry of its panel, and defaults do not', () => {
  const edits: string[] = [];
  const host = {
    document: { task: 'surface', view: { panels: ['table', 'probe'] } } as Json,
    edit(at: string, value: Json | undefined) {
      edits.push(at);
      host.document = set(host.document, at, value);
    },
    update() {},
  };
  const panels = () => (host.document as { view: { panels: Json } }).view.panels;
  choose(host, 'probe', { at: [1, 2], field: true });
  choose(host, 'probe', { angle: 45, at: undefined });
  expect(panels()).toEqual(['table', { probe: { angle: 45, field: true } }]);
  expect(chosen(host, 'probe')).toMatchObject({ angle: 45, dial: true, field: true });
  expect(chosen(host, 'probe').at).toBeUndefined();
  choose(host, 'probe', { angle: 30, field: false });
  expect(panels()).toEqual(['table', 'probe']);
  // a closed panel stays closed; the curves are always there
  choose(host, 'basin', { fine: true });
  choose(host, 'curves', { log: false });
  expect(panels()).toEqual(['table', 'probe', { curves: { log: false } }]);
  choose(host, 'curves', { log: undefined });
  choose(host, 'curves', { quantity: 'loss' });
  expect(panels()).toEqual(['table', 'probe']);
  expect(edits).toEqual([1, 1, 1, 2, 2].map((k) => `/view/panels/${k}`));
  host.document = { task: 'surface' };
  host.document = set(host.document, '/view', {});
  choose(host, 'curves', { quantity: 'lr' });
  expect(panels()).toEqual([{ curves: { quantity: 'lr' } }]);
});
