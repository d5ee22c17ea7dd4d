// Looks at every scene that has a network as a visitor does, and at what else a blog's first figures are made of, with an
// engine that notes which of its functions are called: they are its first part. Takes the engine's JavaScript and the
// module, and how many bytes of marks there are; prints a 0 or 1 for each function.

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Drawings, rows made ready at once, and updates of each run: so few that the build does not wait. */
const [drawings, rows, updates] = [500, 200, 400];

const [, , javascript, module, bytes = '0'] = process.argv;
const engine = await import(pathToFileURL(resolve(javascript)).href);
const { memory } = engine.initSync({ module: readFileSync(module) });
// what compiles comes with the rest
engine.compiles();

const root = new URL('../../../', import.meta.url);
const digits = readFileSync(new URL('crates/fall-line/data/digits.bin', root));
const scenes = new URL('www/scenes/', root);
for (const name of readdirSync(scenes).filter((name) => name.endsWith('.json'))) {
  const { document } = JSON.parse(readFileSync(new URL(name, scenes), 'utf8'));
  if (document?.task.network) visit(JSON.stringify(document));
}
for (const figure of figures()) visit(JSON.stringify(figure));
const marks = new Uint8Array(memory.buffer, 0, Number(bytes));
console.log([...marks].map((byte) => byte.toString(2).padStart(8, '0').split('').reverse().join('')).join(''));

/** Each with one thing that courses teach. */
function* figures() {
  const figure = (task, run, over) => ({
    task: { network: { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 5, ...task } },
    runs: [{ optimizer: { gd: {} }, ...run }],
    ...over,
  });
  for (const data of ['xor', 'gauss', 'checkerboard', 'rings', 'blobs', 'plane', 'multi_gauss', 'step'])
    yield figure({ data });
  for (const kind of ['nesterov', 'adagrad', 'rmsprop']) yield figure({}, { optimizer: { [kind]: {} } });
  for (const kind of ['inverse_time', 'step', 'exponential', 'linear', 'cosine'])
    yield figure({}, { schedule: { [kind]: {} } });
  yield figure({ penalty: { l1: 0.001, l2: 0.001 } });
  yield figure({ features: ['x', 'y', 'x*y', 'sin(x)'] });
  yield figure({}, { clip: 1 });
  yield figure({}, {}, { repeat: 2 });
  yield figure({}, { optimizer: { gd: { lr: 1000 } } });
  yield figure({}, {}, { changes: [{ at: 30, set: { '/optimizer/gd/lr': 0.5 } }] });
}

function visit(text) {
  engine.parse(text);
  const document = JSON.parse(engine.resolve(text));
  engine.files(text);
  for (const run of document.runs.keys()) look(alone(document, run));
}

/** As the page has each run learn by itself. */
function alone({ controls, goals, exercise, ...document }, run) {
  const { strokes } = document.task.network.data;
  if (strokes) strokes.samples = Math.min(strokes.samples, drawings);
  const changes = document.changes.filter((change) => change.run === run).map((change) => ({ ...change, run: 0 }));
  return JSON.stringify({ ...document, runs: [document.runs[run]], changes });
}

function look(text) {
  const files = new engine.Files();
  files.put('fall-line/digits.bin', digits);
  const beginning = new engine.Beginning(text, files);
  files.free();
  while (beginning.advance(rows)) void beginning.progress;
  const training = beginning.training();
  void training.epochs;
  ask(training);
  training.step(updates);
  ask(training);
  ask(training, 1);
  training.back(1);
  training.step(1);
  training.fingerprints(0);
  training.free();
}

/** What the figure and its panels ask without being asked. */
function ask(training, epoch) {
  const { series } = training.progress(0);
  for (const name of series) training.series(0, name, 1);
  training.ends(0, 1);
  training.lesson(0);
  training.targets(0);
  training.kept(0);
  const some = training.part(0, 0).subarray(0, 2);
  const row = training.inputs(0, some).subarray(0, training.lesson(0).width);
  if (training.kept(0).length === 0) return;
  training.weights(0, epoch);
  training.plane(0, Float64Array.of(-6, 6, -6, 6), 8, 8, epoch);
  training.think(0, row, epoch);
  training.says(0, some, epoch);
  training.confusion(0, 2, epoch);
  training.layers(0, 30, epoch);
}
