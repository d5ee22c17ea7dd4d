// A basin map's pixels as numbers: which minimum, and how soon.

/** Paths are looked at so often: arrivals are known to a sixteenth of all steps. */
const looks = 16;

/** Of a code, the remainder by this is after how many looks, the quotient which minimum. */
export const soonness = looks + 1;

/** In place of a minimum's number: ended at none, and diverged. */
export const nowhere = 254;
export const diverged = 255;

/** How many steps lie between two looks at a path. */
export function between(steps: number): number {
  return Math.max(1, Math.ceil(steps / looks));
}

/** Which minimum and how soon as one number; 0 is not known yet. */
export function codesOf(which: Uint8Array, steps: Uint32Array, every: number): Uint16Array {
  const codes = new Uint16Array(which.length);
  for (let k = 0; k < codes.length; k++) {
    const number = which[k] ?? 0;
    if (number > 0) codes[k] = number * soonness + Math.min(looks, Math.ceil((steps[k] ?? 0) / every));
  }
  return codes;
}

/** Pixels that are not known yet take after the nearest coarser one, in the order of the engine; true where all have one. */
export function fill(codes: Uint16Array, columns: number, rows: number): boolean {
  let covered = true;
  for (let row = 0, k = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, k++) {
      for (let coarse = 1; codes[k] === 0 && coarse < 8; coarse = 2 * coarse + 1) {
        codes[k] = codes[(row & ~coarse) * columns + (column & ~coarse)] ?? 0;
      }
      if (codes[k] === 0) covered = false;
    }
  }
  return covered;
}
