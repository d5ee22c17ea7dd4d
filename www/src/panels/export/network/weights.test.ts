import { describe, expect, it } from 'vitest';
import { readWeights, short } from './weights';

const lesson = {
  inputs: 2,
  layers: [
    { units: 1, activation: 'tanh' },
    { units: 2, activation: 'linear' },
  ],
};
const first = { weights: [[1, -2]], bias: [0.5] };
const second = { weights: [[1], [2]], bias: [0, 0] };
const read = (json: unknown) => readWeights(JSON.stringify(json), lesson, 100);

it('what an engine gives is taken, in whatever it is wrapped', () => {
  const values = [first, second];
  for (const given of [values, { values }, { init: { values } }]) expect(read(given)).toEqual({ values });
  expect(read([{ weights: [[1, -2]] }, second])).toEqual({ values: [{ weights: [[1, -2]], bias: [0] }, second] });
});

describe('what does not fit is told', () => {
  for (const [given, wrong] of [
    [{ a: 1 }, { kind: 'form' }],
    [null, { kind: 'form' }],
    [[first], { kind: 'layers', wanted: 2, found: 1 }],
    [[second, first], { kind: 'outputs', layer: 1, wanted: 1, found: 2 }],
    [[{ weights: [[1]] }, second], { kind: 'inputs', layer: 1, wanted: 2, found: 1 }],
    [[first, { ...second, bias: [1] }], { kind: 'bias', layer: 2, wanted: 2, found: 1 }],
    [[first, { ...second, weights: [[1], ['x']] }], { kind: 'number', layer: 2, found: '"x"' }],
    [[first, { ...second, weights: [[1], [1e300]] }], { kind: 'number', layer: 2, found: '1e+300' }],
    [[null, 3], { kind: 'form' }],
    [[{ weights: [3] }, 3], { kind: 'form' }],
  ] as const)
    it(JSON.stringify(wrong), () => expect(read(given)).toEqual({ wrong }));

  it('broken JSON, and a document that would be too long', () => {
    expect(readWeights('[{', lesson, 100)).toEqual({ wrong: { kind: 'json', at: expect.any(String) } });
    expect(readWeights(JSON.stringify([first, second]), lesson, 261_100)).toMatchObject({ wrong: { kind: 'large' } });
  });
});

it('a number keeps its 32 bits in fewer digits', () => {
  let seed = 1;
  for (let k = 0; k < 2000; k++) {
    seed = Math.imul(seed, 1664525) + 1013904223;
    const value = new Float32Array(Int32Array.of(seed).buffer)[0] ?? 0;
    if (Number.isFinite(value)) expect(Object.is(Math.fround(short(value)), value), String(value)).toBe(true);
  }
  expect(short(Math.fround(0.3))).toBe(0.3);
});
