import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../engine/client';
import { filled } from './title';

// the engine's pictures fill titles too, by the same table
const { run, titles } = JSON.parse(readFileSync(new URL('../../../tests/titles.json', import.meta.url), 'utf8'));
const trace: Trace = {
  path: Float64Array.from(run.path.flat()),
  loss: Float64Array.from(run.loss),
  held: { loss: Float64Array.from(run.unseen), right: Float64Array.from(run.right) },
  places: { updates: Float64Array.from(run.updates), rows: new Float64Array(), seconds: new Float64Array() },
  summary: { name: '', optimizer: 'gd', status: 'done', evaluations: 3, fingerprint: '', limit: run.limit },
};

describe('a title', () => {
  it('of a network tells the epoch that is shown, where it says none itself', () => {
    const title = '{right 0} {right 0 1} {unseen 0} {updates 0} {since 0}';
    const at = (epoch: number) => filled(title, [trace], [run.name], run.domain, epoch);
    expect([0, 1, 3].map(at)).toEqual(['50 75 9.00 0 0', '75 75 0.400 250 1', '98.8 75 0.300 750 2']);
  });

  it.each(titles as [string, string | null][])('%s', (title, expected) => {
    expect(filled(title, [trace], [run.name], run.domain) ?? null).toBe(expected);
  });
});
