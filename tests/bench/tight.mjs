// Tight loops in JavaScript: what a surface and a rule cost without an engine. Numbers stay in locals from the first step
// to the last; every operation is the engine's, in its order, so that the bits are the same.

const SLOPES = {
  himmelblau: `
    const a = px * px + py - 11, b = px + py * py - 7;
    const gx = 4 * (a * px) + 2 * b, gy = 2 * a + 4 * (b * py);`,
  rosenbrock: `
    const d = py - px * px;
    const gx = -2 * (1 - px) - 400 * (d * px), gy = 200 * d;`,
  beale: `
    const xy = px * py, y2 = py * py, y3 = py * y2;
    const a = 1.5 - px + xy, b = 2.25 - px + px * y2, c = 2.625 - px + px * y3;
    const gx = 2 * (a * (-1 + py)) + 2 * (b * (-1 + y2)) + 2 * (c * (-1 + y3));
    const gy = 2 * (a * px) + 4 * (b * xy) + 2 * (c * (px * (3 * y2)));`,
  // the machine's sine is not the engine's: other bits
  rastrigin: `
    const gx = 2 * px - 10 * (-6.283185307179586 * Math.sin(6.283185307179586 * px));
    const gy = 2 * py - 10 * (-6.283185307179586 * Math.sin(6.283185307179586 * py));`,
};

const flushed = (name) => `if (Math.abs(${name}) < 1e-250) ${name} = 0;`;

const RULES = {
  momentum: {
    state: ['vx', 'vy'],
    step: ['x', 'y'].map((d) => `v${d} = 0.9 * v${d} - lr * g${d}; p${d} += v${d}; ${flushed(`v${d}`)}`),
  },
  // dividing by a number that all share is multiplying by one over it
  adam: {
    state: ['mx', 'my', 'vx', 'vy'],
    step: ['x', 'y'].map(
      (d) => `
        m${d} = 0.9 * m${d} + rest1 * g${d};
        v${d} = 0.999 * v${d} + rest2 * (g${d} * g${d});
        p${d} -= (lr * (m${d} * unbias1[t])) / (Math.sqrt(v${d} * unbias2[t]) + 1e-8);
        ${flushed(`m${d}`)} ${flushed(`v${d}`)}`,
    ),
  },
};

/**
 * A function (arrays, first, steps, lr, unbias1, unbias2) that moves all points, from the step `first` on. Its text is
 * what one would write by hand, put together once.
 */
export function tight(surface, rule) {
  const { state, step } = RULES[rule];
  const names = ['px', 'py', ...state];
  const load = names.map((name, k) => `let ${name} = arrays[${k}][i];`);
  const store = names.map((name, k) => `arrays[${k}][i] = ${name};`);
  const body = `
    const rest1 = 1 - 0.9, rest2 = 1 - 0.999, count = arrays[0].length;
    for (let i = 0; i < count; i++) {
      ${load.join(' ')}
      for (let t = first; t < first + steps; t++) {
        ${SLOPES[surface]}
        ${step.join(' ')}
      }
      ${store.join(' ')}
    }`;
  return new Function('arrays', 'first', 'steps', 'lr', 'unbias1', 'unbias2', body);
}

export const SURFACES = Object.keys(SLOPES);
export const ARRAYS = { momentum: 4, adam: 6 };
