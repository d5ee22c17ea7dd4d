// How near the engine's products of matrices come to what the processor can do: a loop of multiplications and additions
// that touches no memory. Products are measured through documents: networks of linear layers, whose rows are scored (one
// product a layer) or learned from (three).

import { idx } from './networks.mjs';

const WIDTHS = [
  { width: 64, batch: 32, rows: 2048 },
  { width: 256, batch: 64, rows: 1024 },
  { width: 1024, batch: 128, rows: 384 },
];
const LAYERS = 8;

/**
 * A loop of x·½ + 1 in so many vectors of four f32, as a module of its own: its GFLOP/s. Each vector waits for itself
 * only; more of them keep the processor busier, until registers run out. There is no fused multiply-add, since the engine
 * has none.
 */
function registers(vectors) {
  const [V128, I32] = [0x7b, 0x7f];
  const get = (local) => [0x20, local];
  const set = (local) => [0x21, local];
  const splat = (number) => [0x43, ...new Uint8Array(Float32Array.of(number).buffer), 0xfd, 0x13];
  const [add, mul] = [0xe4, 0xe6].map((operation) => [0xfd, operation, 0x01]);
  const [half, one] = [vectors + 1, vectors + 2];
  const each = Array.from({ length: vectors }, (_, k) => k + 1);
  const once = each.flatMap((x) => [...get(x), ...get(half), ...mul, ...get(one), ...add, ...set(x)]);
  const code = [
    ...each.flatMap((x) => [...splat(x), ...set(x)]),
    ...[...splat(0.5), ...set(half), ...splat(1), ...set(one)],
    ...[0x03, 0x40, ...once, ...once, ...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b],
    // the sum of all, so that none is left out
    ...get(1),
    ...each.slice(1).flatMap((x) => [...get(x), ...add]),
    ...[0xfd, 0x1f, 0, 0x0b],
  ];
  const long = (size) => (size < 128 ? [size] : [(size & 127) | 128, size >> 7]);
  const section = (id, bytes) => [id, ...long(bytes.length), ...bytes];
  const body = [1, vectors + 2, V128, ...code];
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, I32, 1, 0x7d]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x72, 0, 0]),
    ...section(10, [1, ...long(body.length), ...body]),
  ];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
  const [calls, count] = [10, 20_000];
  return () => {
    const started = performance.now();
    for (let call = 0; call < calls; call++) exports.r(count);
    return (calls * count * 2 * vectors * 8) / (performance.now() - started) / 1e6;
  };
}

/** GFLOP/s of scoring all rows, and of an epoch of updates but its last. */
async function linear(engine, { width, batch, rows }) {
  const bytes = Uint8Array.from({ length: rows * width }, (_, k) => (k * 2654435761) >>> 24);
  const { files, data } = await idx({ sizes: [width, 10], rows, bytes });
  const given = new engine.Files();
  for (const [name, content] of Object.entries(files)) given.put(name, content);
  const layers = Array.from({ length: LAYERS }, () => ({ units: width, activation: 'linear' }));
  const network = { data, test: 0, layers, batch, epochs: 1, shuffle: false };
  const document = JSON.stringify({ task: { network }, runs: [{ optimizer: { gd: { lr: 1e-6 } } }] });
  const weights = LAYERS * width * width + 10 * width;
  return () => {
    const training = new engine.Training(document, given);
    const started = performance.now();
    training.step(0);
    const scored = performance.now();
    const updates = Math.ceil(rows / batch) - 1;
    training.step(updates);
    const learned = performance.now();
    training.free();
    const flops = [2 * rows * weights, 2 * updates * batch * (3 * weights - width * width)];
    return [flops[0] / (scored - started) / 1e6, flops[1] / (learned - scored) / 1e6];
  };
}

/** The limit, and of each width what is reached, in GFLOP/s: the best of all rounds. */
export async function products(engine, rounds = 25) {
  const limits = [10, 12, 13].map(registers);
  const found = [];
  for (const shape of WIDTHS) found.push({ ...shape, run: await linear(engine, shape), scored: 0, learned: 0 });
  let limit = 0;
  for (let round = 0; round < rounds; round++) {
    for (const run of limits) limit = Math.max(limit, run());
    for (const shape of found) {
      const [scored, learned] = shape.run();
      shape.scored = Math.max(shape.scored, scored);
      shape.learned = Math.max(shape.learned, learned);
    }
  }
  return { limit, layers: LAYERS, widths: found.map(({ run: _, ...shape }) => shape) };
}
