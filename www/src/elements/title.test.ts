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
  it.each(titles as [string, string | null][])('%s', (title, expected) => {
    expect(filled(title, [trace], [run.name], run.domain) ?? null).toBe(expected);
  });
});
