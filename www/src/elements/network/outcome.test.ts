import { expect, it } from 'vitest';
import { inks } from '../../draw/inks';
import { mixed, packed, toned, tonesOf } from '../../draw/tones';
import { finer, type Outcome, outcome } from './outcome';

const tones = tonesOf(inks.light);
const painted = (of: Partial<Outcome>, along = 1) => {
  const pixels = new Uint32Array((along * 2) ** 2);
  outcome(
    pixels,
    { said: new Float32Array(), cells: 2, layers: [2, 1], classes: 2, most: 1, flat: false, ...of },
    tones,
  );
  return pixels;
};
const full = (k: number) => packed(mixed(tones.none, tones.ends[k] ?? [], 1));

it('two classes are graded by how sure it is, or each side is one colour', () => {
  const said = Float32Array.of(0.1, 0.9, 0.49, 0.51);
  expect([...painted({ said })]).toEqual([...said].map((p) => packed(toned(tones, 2 * p - 1))));
  expect(new Set(painted({ said })).size).toBe(4);
  const [, right, , below] = [...painted({ said, flat: true })];
  expect([right, below]).toEqual([full(1), full(1)]);
  expect(painted({ said, flat: true })[0]).toBe(full(0));
});

it('of more classes the one that is said has all of its colour', () => {
  // outputs of three classes at four cells
  const said = Float32Array.of(0.5, 0.2, 0.3, 0.34, 0.3, 0.5, 0.3, 0.33, 0.2, 0.3, 0.4, 0.33);
  const three = { said, layers: [2, 3], classes: 3 };
  expect([...painted({ ...three, flat: true })]).toEqual([0, 1, 2, 0].map(full));
  expect(painted(three)[0]).not.toBe(full(0));
});

it('numbers are in seven steps', () => {
  const said = Float32Array.from({ length: 4 }, (_, k) => [-3, -0.2, 0.1, 0.7][k] ?? 0);
  const numbers = { said, classes: undefined, most: 1, flat: true };
  expect([...painted(numbers)]).toEqual([-1, -1 / 3, 0, 2 / 3].map((value) => packed(toned(tones, value))));
});

it('an edge is finer than cells, and where values between them change sides', () => {
  const said = Float32Array.of(0, 1, 0, 1);
  const row = [...painted({ said, flat: true }, finer).subarray(0, 2 * finer)];
  expect(row).toEqual([0, 0, 0, 0, 1, 1, 1, 1].map(full));
  const other = [...painted({ said: Float32Array.of(0.4, 1, 0.4, 1), flat: true }, finer).subarray(0, 2 * finer)];
  expect(other).toEqual([0, 0, 0, 1, 1, 1, 1, 1].map(full));
});
