import { describe, expect, it } from 'vitest';
import type { Trace } from '../engine/client';
import { filled } from './title';

const run: Trace = {
  path: Float64Array.of(0, 0, 3, 4, 3, 4.5, 9, 9),
  loss: Float64Array.of(8, 0.5, 0.001234, 0.25),
  held: { loss: Float64Array.of(9, 0.4, 0.2, 0.3), right: Float64Array.of(0.5, 0.75, 0.8, 0.9876) },
  places: { updates: Float64Array.of(0, 250, 500, 750), rows: new Float64Array(), seconds: new Float64Array() },
  summary: { name: '', optimizer: 'gd', status: 'done', evaluations: 3, fingerprint: '', limit: 2 / 3 },
};

describe('a title', () => {
  it.each([
    ['no braces', 'no braces'],
    ['{below 0 0.6} steps', '1 steps'],
    ['{below 0 0.3}', '2'],
    ['{below 0 0.1}', undefined],
    ['{below 1 0.6}', undefined],
    ['{loss 0 2}, {loss 0}, {loss 0 end}', '0.00123, 0.250, 0.250'],
    ['{move 0 1} {move 0 2}', '5.00 0.500'],
    ['{move 0 0}', undefined],
    ['({x 0 1}, {y 0 2})', '(3.00, 4.50)'],
    ['{mean 0 2}', '0.126'],
    ['{right 0 1} %, {right 0} %', '75 %, 98.8 %'],
    ['{unseen 0 1}, {unseen 0}', '0.400, 0.300'],
    ['{least 0} after {since 0}', '0.200 after 2'],
    ['{updates 0 1}, {updates 0}', '250, 750'],
    ['{limit 0}', '0.667'],
    ['{left 0}', '3'],
    ['{name 0|은/는} {below 0 0.6|이에요/예요}', '모멘텀은 1이에요'],
    ['{something else} {} {x', '{something else} {} {x'],
  ])('%s', (title, expected) => {
    expect(filled(title, [run], ['모멘텀'], [-5, 5, -5, 5])).toBe(expected);
  });
});
