// Training a network in tight loops over typed arrays: what one would write by hand in JavaScript. Numbers are f32 in
// memory, as everyone's here. Four units or four rows are summed at once, so that sums do not wait for each other and
// what is loaded is used four times.

const ACTIVATIONS = {
  linear: { act() {}, slope() {} },
  relu: {
    act(z) {
      for (let k = 0; k < z.length; k++) if (z[k] < 0) z[k] = 0;
    },
    slope(d, a) {
      for (let k = 0; k < d.length; k++) if (a[k] === 0) d[k] = 0;
    },
  },
  tanh: {
    act(z) {
      for (let k = 0; k < z.length; k++) z[k] = Math.tanh(z[k]);
    },
    slope(d, a) {
      for (let k = 0; k < d.length; k++) d[k] *= 1 - a[k] * a[k];
    },
  },
};

/** What the last layer says becomes the slope of the mean loss by it. `targets` are values, or probabilities. */
const LOSSES = {
  mean_squared(z, targets, at) {
    const scale = 2 / z.length;
    for (let k = 0; k < z.length; k++) z[k] = scale * (z[k] - targets[at + k]);
  },
  cross_entropy(z, targets, at, units) {
    const scale = units / z.length;
    for (let first = 0; first < z.length; first += units) {
      let [most, sum] = [z[first], 0];
      for (let k = first + 1; k < first + units; k++) if (z[k] > most) most = z[k];
      for (let k = first; k < first + units; k++) sum += z[k] = Math.exp(z[k] - most);
      for (let k = first; k < first + units; k++) z[k] = scale * (z[k] / sum - targets[at + k]);
    }
  },
};

const RULES = {
  gd(w, g, lr) {
    for (let k = 0; k < w.length; k++) w[k] -= lr * g[k];
  },
  adam(w, g, lr, t, m, v) {
    const unbias1 = lr / (1 - 0.9 ** t);
    const unbias2 = 1 / (1 - 0.999 ** t);
    for (let k = 0; k < w.length; k++) {
      const slope = g[k];
      const mean = 0.9 * m[k] + 0.1 * slope;
      const square = 0.999 * v[k] + 0.001 * slope * slope;
      // numbers below the normal ones would take a hundred times as long
      m[k] = mean < 1e-25 && mean > -1e-25 ? 0 : mean;
      v[k] = square < 1e-25 ? 0 : square;
      w[k] -= (unbias1 * mean) / (Math.sqrt(square * unbias2) + 1e-8);
    }
  },
};

/** z = a·Wᵀ + b, row after row. */
function forward(a, first, w, b, z, rows, inputs, units) {
  for (let row = 0; row < rows; row++) {
    const from = first + row * inputs;
    const to = row * units;
    let unit = 0;
    for (; unit + 4 <= units; unit += 4) {
      let [z0, z1, z2, z3] = [b[unit], b[unit + 1], b[unit + 2], b[unit + 3]];
      const w0 = unit * inputs;
      const w1 = w0 + inputs;
      const w2 = w1 + inputs;
      const w3 = w2 + inputs;
      for (let i = 0; i < inputs; i++) {
        const x = a[from + i];
        z0 += w[w0 + i] * x;
        z1 += w[w1 + i] * x;
        z2 += w[w2 + i] * x;
        z3 += w[w3 + i] * x;
      }
      z[to + unit] = z0;
      z[to + unit + 1] = z1;
      z[to + unit + 2] = z2;
      z[to + unit + 3] = z3;
    }
    for (; unit < units; unit++) {
      let sum = b[unit];
      for (let i = 0; i < inputs; i++) sum += w[unit * inputs + i] * a[from + i];
      z[to + unit] = sum;
    }
  }
}

/** g = dᵀ·a, and the sums of d for the biases. */
function gradient(a, first, d, g, gb, rows, inputs, units) {
  for (let unit = 0; unit < units; unit++) {
    const to = unit * inputs;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += d[row * units + unit];
    gb[unit] = sum;
    for (let i = 0; i < inputs; i++) g[to + i] = 0;
    let row = 0;
    for (; row + 4 <= rows; row += 4) {
      const at = row * units + unit;
      const [d0, d1, d2, d3] = [d[at], d[at + units], d[at + 2 * units], d[at + 3 * units]];
      const a0 = first + row * inputs;
      const a1 = a0 + inputs;
      const a2 = a1 + inputs;
      const a3 = a2 + inputs;
      for (let i = 0; i < inputs; i++) g[to + i] += d0 * a[a0 + i] + d1 * a[a1 + i] + (d2 * a[a2 + i] + d3 * a[a3 + i]);
    }
    for (; row < rows; row++) {
      const own = d[row * units + unit];
      for (let i = 0; i < inputs; i++) g[to + i] += own * a[first + row * inputs + i];
    }
  }
}

/** below = d·W. */
function backward(d, w, below, rows, inputs, units) {
  for (let row = 0; row < rows; row++) {
    const to = row * inputs;
    for (let i = 0; i < inputs; i++) below[to + i] = 0;
    let unit = 0;
    for (; unit + 4 <= units; unit += 4) {
      const at = row * units + unit;
      const [d0, d1, d2, d3] = [d[at], d[at + 1], d[at + 2], d[at + 3]];
      const w0 = unit * inputs;
      const w1 = w0 + inputs;
      const w2 = w1 + inputs;
      const w3 = w2 + inputs;
      for (let i = 0; i < inputs; i++)
        below[to + i] += d0 * w[w0 + i] + d1 * w[w1 + i] + (d2 * w[w2 + i] + d3 * w[w3 + i]);
    }
    for (; unit < units; unit++) {
      const own = d[row * units + unit];
      for (let i = 0; i < inputs; i++) below[to + i] += own * w[unit * inputs + i];
    }
  }
}

/** A contender of `networks.mjs`. */
export function tight({ sizes, activation, loss, rule, lr, batch, rows, inputs, targets }, start) {
  const w = Float32Array.from(start);
  const [g, m, v] = [0, 1, 2].map(() => new Float32Array(w.length));
  const { act, slope } = ACTIVATIONS[activation];
  const [lossSlope, update] = [LOSSES[loss], RULES[rule]];
  let at = 0;
  const layers = sizes.slice(1).map((units, layer) => {
    const before = sizes[layer];
    const [weights, end] = [at, at + before * units];
    at = end + units;
    const part = (of) => [of.subarray(weights, end), of.subarray(end, at)];
    return { before, units, w: part(w), g: part(g) };
  });
  /** Where so many rows pass: what each layer says, and what the slopes by it are. */
  const room = (count) => layers.map(({ units }) => [0, 1].map(() => new Float32Array(count * units)));
  const [full, rest] = [room(batch), room(rows % batch)];
  const top = layers.length - 1;
  let [first, t] = [0, 0];

  function one() {
    const count = Math.min(batch, rows - first);
    const said = count === batch ? full : rest;
    const seen = (layer) => (layer ? [said[layer - 1][0], 0] : [inputs, first * sizes[0]]);
    layers.forEach(({ before, units, w }, layer) => {
      forward(...seen(layer), w[0], w[1], said[layer][0], count, before, units);
      if (layer < top) act(said[layer][0]);
    });
    const { units } = layers[top];
    lossSlope(said[top][0], targets, first * units, units);
    let d = said[top][0];
    for (let layer = top; layer >= 0; layer--) {
      const { before, units, w, g } = layers[layer];
      gradient(...seen(layer), d, g[0], g[1], count, before, units);
      if (layer === 0) break;
      const [values, slopes] = said[layer - 1];
      backward(d, w[0], slopes, count, before, units);
      slope(slopes, values);
      d = slopes;
    }
    t += 1;
    update(w, g, lr, t, m, v);
    first = first + count < rows ? first + count : 0;
  }

  return {
    train(updates) {
      for (let k = 0; k < updates; k++) one();
    },
    weights: () => w,
    free() {},
  };
}
