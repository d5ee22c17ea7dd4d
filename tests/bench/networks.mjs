// How fast networks train, in Node and in browsers alike: the shapes, their data, and the race. All contenders begin with
// the engine's first weights and see the same rows in the same order; what they have learned is compared before the race.
// Contenders run interleaved, in a new order each round, each round from the first weights on; medians count.
//
// What is timed is updates: forward, backward, update. The last update of each epoch is not, for anyone, since the engine
// evaluates after it.

import { rivals } from './rivals.mjs';
import { tight } from './tight-network.mjs';

export const SHAPES = {
  W1: { sizes: [2, 8, 8, 1], activation: 'tanh', loss: 'mean_squared', batch: 10, rule: 'gd', lr: 0.03, rows: 500 },
  W2: { sizes: [2, 8, 8, 1], activation: 'tanh', loss: 'mean_squared', batch: 32, rule: 'adam', lr: 0.003, rows: 1000 },
  W3: {
    sizes: [64, 32, 10],
    activation: 'relu',
    loss: 'cross_entropy',
    batch: 32,
    rule: 'adam',
    lr: 0.001,
    rows: 1797,
  },
  W4: {
    sizes: [784, 128, 10],
    activation: 'relu',
    loss: 'cross_entropy',
    batch: 64,
    rule: 'adam',
    lr: 0.001,
    rows: 10000,
  },
  W5: {
    sizes: [784, 512, 256, 10],
    activation: 'relu',
    loss: 'cross_entropy',
    batch: 128,
    rule: 'adam',
    lr: 0.001,
    rows: 2000,
  },
};

/** After so many updates it is looked what was learned. */
export const CHECKED = 10;

/** Uniform numbers, the same ones everywhere. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A ring around a disc, as values −1 and 1; or ten patterns of bytes under noise, a fifth of them white. */
function filled(shape) {
  const { sizes, rows, loss } = shape;
  const [width, outputs] = [sizes[0], sizes.at(-1)];
  const random = numbers(7);
  const inputs = new Float32Array(rows * width);
  const targets = new Float32Array(rows * outputs);
  if (loss === 'mean_squared') {
    for (let row = 0; row < rows; row++) {
      const [inside, angle] = [row % 2, 2 * Math.PI * random()];
      const radius = inside ? 2.5 * random() : 3.5 + 1.5 * random();
      inputs.set([radius * Math.cos(angle), radius * Math.sin(angle)], 2 * row);
      targets[row] = 2 * inside - 1;
    }
    return { ...shape, inputs, targets };
  }
  const patterns = Array.from({ length: outputs * width }, () => (random() < 0.2 ? 150 : 0));
  const bytes = Uint8Array.from(inputs, (_, k) => {
    const [row, i] = [Math.floor(k / width), k % width];
    return patterns[(row % outputs) * width + i] + Math.floor(105 * random() * random());
  });
  for (let row = 0; row < rows; row++) targets[row * outputs + (row % outputs)] = 1;
  return { ...shape, inputs: inputs.map((_, k) => bytes[k] / 255), targets, bytes };
}

/** Two files of IDX, and the field that names them. */
export async function idx({ sizes, rows, bytes }) {
  const side = Math.sqrt(sizes[0]);
  const whole = (...sizes) => sizes.flatMap((size) => [size >> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]);
  const images = new Uint8Array(16 + bytes.length);
  images.set([0, 0, 8, 3, ...whole(rows, side, side)]);
  images.set(bytes, 16);
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % sizes.at(-1));
  const files = { images, labels: Uint8Array.from([0, 0, 8, 1, ...whole(rows), ...labels]) };
  const data = {};
  for (const [file, content] of Object.entries(files)) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
    data[file] = { file, sha256: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') };
  }
  return { files, data: { idx: data } };
}

/** The engine's contender, and the weights with which all begin. */
async function ours(engine, task) {
  const { sizes, activation, loss, batch, rule, lr, rows, inputs, targets, bytes } = task;
  const files = new engine.Files();
  let data = {
    rows: { inputs: Array.from(targets, (_, k) => [inputs[2 * k], inputs[2 * k + 1]]), targets: [...targets] },
  };
  if (bytes) {
    const made = await idx(task);
    for (const [name, content] of Object.entries(made.files)) files.put(name, content);
    data = made.data;
  }
  const parameters = sizes.slice(1).reduce((sum, units, layer) => sum + units * (sizes[layer] + 1), 0);
  const document = JSON.stringify({
    task: {
      network: {
        data,
        test: 0,
        loss,
        batch,
        shuffle: false,
        // as many as a document may ask for
        epochs: Math.min(100_000, Math.floor(1e12 / (8 * rows * parameters))),
        layers: sizes.slice(1, -1).map((units) => ({ units, activation })),
      },
    },
    runs: [{ optimizer: { [rule]: { lr } } }],
  });
  const begun = () => {
    const training = new engine.Training(document, files);
    training.step(0);
    return training;
  };
  const begin = () => {
    let training = begun();
    return {
      train(updates) {
        if (training.step(updates)) return;
        training.free();
        training = begun();
      },
      weights: () => training.weights(0),
      free: () => training.free(),
    };
  };
  const first = begin();
  const start = first.weights();
  first.free();
  return { begin, start };
}

/** The mean loss over the first rows, in f64. */
function lossOf({ sizes, activation, loss, rows, inputs, targets }, w) {
  const [count, outputs] = [Math.min(rows, 500), sizes.at(-1)];
  const act = activation === 'tanh' ? Math.tanh : (z) => Math.max(z, 0);
  let sum = 0;
  for (let row = 0; row < count; row++) {
    let values = inputs.subarray(row * sizes[0], (row + 1) * sizes[0]);
    let at = 0;
    for (let layer = 1; layer < sizes.length; layer++) {
      const [before, units] = [values, sizes[layer]];
      const biases = at + before.length * units;
      values = Float64Array.from({ length: units }, (_, unit) => {
        const z = before.reduce((sum, x, i) => sum + x * w[at + unit * before.length + i], w[biases + unit]);
        return layer < sizes.length - 1 ? act(z) : z;
      });
      at = biases + units;
    }
    const target = targets.subarray(row * outputs, (row + 1) * outputs);
    if (loss === 'mean_squared') sum += values.reduce((all, z, k) => all + (z - target[k]) ** 2, 0) / outputs;
    else sum += Math.log(values.reduce((all, z) => all + Math.exp(z), 0)) - values[target.indexOf(1)];
  }
  return sum / count;
}

/** Rows a second over so many milliseconds of updates. Contenders may have batches, or a clock, of their own; they keep
 * where in its epoch they are, since they may be asked again. */
async function speed(contender, task, ms) {
  if (contender.speed) return contender.speed(ms);
  const { batch, rows } = { ...task, ...contender };
  const last = Math.ceil(rows / batch) - 1;
  let [time, seen, most] = [0, 0, 1];
  contender.at ??= 0;
  while (time < ms) {
    if (contender.at === last) {
      await contender.train(1);
      contender.at = 0;
    }
    const updates = Math.min(most, last - contender.at);
    const started = performance.now();
    const end = contender.train(updates);
    if (end) await end;
    const took = performance.now() - started;
    if (took < 2) most *= 2;
    [time, seen] = [time + took, seen + updates * batch];
    contender.at += updates;
  }
  return (1000 * seen) / time;
}

/** The median. */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Of each shape: rows a second of each contender, and how far its loss is from the engine's after some updates. */
export async function race(engine, { rounds = 7, ms = 250, shapes = Object.keys(SHAPES), others = {}, assets } = {}) {
  const { contenders, missing } = await rivals(assets);
  const found = {};
  for (const name of shapes) {
    const task = filled(SHAPES[name]);
    const { begin, start } = await ours(engine, task);
    const all = { ours: begin, tight: () => tight(task, start) };
    for (const [key, make] of Object.entries({ ...contenders, ...others })) all[key] = () => make(task, start);

    const losses = {};
    for (const [key, make] of Object.entries(all)) {
      const contender = await make();
      await contender.train(CHECKED);
      losses[key] = lossOf(task, await contender.weights());
      contender.free();
    }
    const speeds = Object.fromEntries(Object.keys(all).map((key) => [key, []]));
    for (let round = 0; round <= rounds; round++) {
      const order = Object.keys(all).map((key) => [Math.random(), key]);
      for (const [, key] of order.sort(([a], [b]) => a - b)) {
        const contender = await all[key]();
        await speed(contender, task, ms / 5);
        const found = await speed(contender, task, ms);
        contender.free();
        // the first round is for compilers
        if (round) speeds[key].push(found);
      }
    }
    const medians = Object.entries(speeds).map(([key, values]) => [key, middle(values)]);
    found[name] = { first: lossOf(task, start), losses, speeds: Object.fromEntries(medians) };
  }
  return { found, missing };
}
