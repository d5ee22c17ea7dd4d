// The engine of networks, as the page loads it: in two parts.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/train.js';
import { fingerprints } from './networks.mjs';
import { thrown } from './thrown.mjs';

const bytes = (path) => readFileSync(new URL(path, import.meta.url));
const part = (name) => bytes(`../../www/src/engine/wasm/train_${name}.wasm`);
const first = { ...engine.initSync({ module: part('first') }) };

const rows = JSON.parse(bytes('../fingerprints.json')).filter(({ document }) => document.task.network);
const digits = bytes('../../crates/fall-line/data/digits.bin');
const none = new engine.Files();

/** A training of a document, given to `look`. */
function train(document, look, files = none) {
  const training = new engine.Training(JSON.stringify(document), files);
  try {
    return look(training);
  } finally {
    training.free();
  }
}

function ended(training) {
  while (training.advance(1e9));
  return training;
}

/** A job taken to its end in slices, given to `look`. */
function finish(job, slice, look) {
  try {
    while (job.advance(slice));
    assert.equal(job.progress, 1);
    return look(job);
  } finally {
    job.free();
  }
}

const circle = {
  task: {
    network: { data: { circle: { samples: 60 } }, layers: [{ units: 5 }, { units: 3 }], batch: 7, epochs: 6 },
  },
  runs: [{ optimizer: { adam: { lr: 0.05 } } }, { with: { epochs: 3 } }],
};

test('the first part does without the rest what scenes want of it', () => {
  // as long as nothing is linked, and in a process of its own, a call of what is not there ends it
  const files = ['crates/xtask/src/visit.mjs', 'www/src/engine/wasm/train.js', 'www/src/engine/wasm/train_first.wasm'];
  const visit = spawnSync(process.execPath, files, { cwd: new URL('../../', import.meta.url), encoding: 'utf8' });
  assert.equal(visit.stderr, '');
  const seldom = { ...circle, runs: [{ optimizer: { lion: {} } }] };
  assert.throws(() => train(seldom, ended), WebAssembly.RuntimeError);
  new WebAssembly.Instance(new WebAssembly.Module(part('rest')), { first });
  train(seldom, (training) => assert.equal(ended(training).progress(0).status, 'done'));
});

test('every document gives the fingerprint that it gives natively and in browsers', () => {
  assert.ok(rows.length > 12);
  assert.deepEqual(
    fingerprints(engine, rows, digits),
    rows.map(({ name, fingerprint }) => ({ name, fingerprint })),
  );
});

test('a change made while it trains goes on from there, and ends as a training of both does', () => {
  const change = { at: 15, set: { '/optimizer/adam/lr': 0.2 } };
  const both = { ...circle, changes: [change] };
  const wanted = train(both, (training) => ended(training).fingerprint());
  train(circle, (training) => {
    training.step(17);
    assert.equal(training.amend(JSON.stringify(both)), true);
    // five updates an epoch
    assert.equal(training.progress(0).updates, 15);
    assert.equal(ended(training).fingerprint(), wanted);
    assert.equal(training.amend(JSON.stringify({ ...circle, seed: 1 })), false);
    assert.equal(thrown(() => training.amend('{}')).code, 'missing_field');
    assert.equal(training.fingerprint(), wanted);
  });
});

test('a training tells how far it is, its curves, its rows and its weights', () => {
  train(circle, (training) => {
    assert.deepEqual([training.runs, training.epochs], [2, 6]);
    assert.deepEqual([...training.kept(0)], []);
    assert.equal(training.step(7), true);
    const { status, epochs, updates, within, evaluations, parameters, series } = training.progress(0);
    assert.deepEqual([status, epochs, updates, within, evaluations], ['running', 1, 7, [2, 5], 7]);
    assert.equal(parameters, 2 * 5 + 5 + 5 * 3 + 3 + 3 + 1);
    assert.deepEqual(series, ['loss', 'accuracy', 'test_loss', 'test_accuracy', 'lr', 'gradient_norm']);
    while (training.advance(100));
    assert.equal(training.progress(1).status, 'done');
    assert.deepEqual([training.series(0, 'loss').length, training.series(1, 'lr').length], [7, 3]);
    assert.deepEqual([training.series(0, 'nonsense').length, training.spread(0, 'loss')], [0, undefined]);
    assert.deepEqual([...training.kept(0)], [0, 1, 2, 3, 4, 5, 6]);

    const lesson = training.lesson(0);
    assert.deepEqual(
      [lesson.rows, lesson.width, lesson.inputs, lesson.parts, lesson.classes, lesson.loss],
      [60, 2, 2, [30, 0, 30], 2, 'binary_cross_entropy'],
    );
    assert.deepEqual(
      lesson.layers.map(({ units, activation }) => `${units} ${activation}`),
      ['5 tanh', '3 tanh', '1 linear'],
    );
    const all = [0, 1, 2].flatMap((part) => [...training.part(0, part)]);
    assert.deepEqual(
      all.toSorted((a, b) => a - b),
      Array.from({ length: 60 }, (_, row) => row),
    );
    const targets = training.targets(0);
    assert.ok(targets instanceof Uint32Array && targets.length === 60 && targets[1] === 1);
    // class 1 is inside
    for (const row of [0, 1, 58, 59]) {
      const [x, y] = training.inputs(0, [row]);
      assert.equal(Math.hypot(x, y) < 3, targets[row] === 1);
    }
    const values = JSON.parse(training.values(0));
    assert.deepEqual(
      [...training.weights(0)],
      values.flatMap(({ weights, bias }) => [...weights.flat(), ...bias]),
    );
    const again = { ...circle, task: { network: { ...circle.task.network, init: { values }, epochs: 0 } } };
    train(again, (other) => assert.deepEqual(other.weights(0), training.weights(0)));
    const result = JSON.parse(training.result());
    assert.equal(result.fingerprint, training.fingerprint());
    assert.equal(engine.run(JSON.stringify(circle), none), training.result());
  });
});

test('a repeated training tells how its curves lie', () => {
  train({ ...circle, repeat: 3 }, (training) => {
    while (training.advance(1e9));
    const [lower, median, upper] = training.spread(0, 'test_loss');
    assert.equal(median.length, 7);
    assert.ok(lower.every((x, k) => x <= median[k] && median[k] <= upper[k]));
  });
});

test('what is asked of a run on its way is what it is, now and at an epoch that is kept', () => {
  const plain = train(circle, (training) => ended(training).fingerprint());
  train(circle, (training) => {
    const asked = (epoch) => ({
      weights: training.weights(0, epoch),
      plane: training.plane(0, [-2, 6, 1, 5], 4, 2, epoch),
      thought: training.think(0, [3, 4], epoch),
      layers: training.layers(0, 10, epoch),
      confusion: training.confusion(0, 0, epoch),
    });
    const then = [];
    for (let epoch = 0; epoch <= 6; epoch++) {
      training.step(epoch === 0 ? 0 : 5);
      then.push(asked());
    }
    for (const [epoch, answer] of then.entries()) assert.deepEqual(asked(epoch), answer, `epoch ${epoch}`);
    const { plane, thought, layers, confusion } = then[6];
    assert.equal(plane.length, 9 * 8);
    assert.deepEqual(
      [...thought],
      Array.from({ length: 9 }, (_, unit) => plane[unit * 8 + 2]),
    );
    assert.deepEqual(
      layers.map(({ weights }) => weights.counts.reduce((a, b) => a + b)),
      [10, 15, 3],
    );
    assert.ok(layers.every(({ norm, ratio, gradients }) => norm > 0 && ratio > 0 && gradients.deviation > 0));
    assert.equal((confusion[0] + confusion[3]) / 30, training.series(0, 'accuracy')[6]);
    assert.equal(training.fingerprint(), plain);
  });
});

test('jobs are begun, advanced and freed at any time, and change nothing', () => {
  train(circle, (training) => {
    while (training.advance(1e9));
    const before = training.fingerprint();
    const loss = Math.fround(training.series(0, 'loss')[6]);
    finish(new engine.Landscape(training, 0, 3, 1, 5, 5), 4, (landscape) => {
      assert.deepEqual([...landscape.domain()], [-1, 1, -1, 1]);
      assert.equal(landscape.values()[12], loss);
    });
    finish(new engine.Landscape(training, 0, undefined, 1, 4, 4), 1, (landscape) => {
      assert.deepEqual([landscape.path().length, [...landscape.path().slice(-2)]], [14, [0, 0]]);
      assert.ok(landscape.kept > 0.5 && landscape.kept <= 1 && landscape.values().every(Number.isFinite));
    });
    finish(new engine.Worst(training, 0, 2, 4), 7, (worst) => {
      const [rows, losses] = [[...worst.rows()], [...worst.losses()]];
      assert.deepEqual(
        losses,
        losses.toSorted((a, b) => b - a),
      );
      assert.ok(rows.length === 4 && rows.every((row) => training.part(0, 2).includes(row)));
    });
    new engine.Landscape(training, 0, 3, 1, 5, 5).free();
    assert.equal(training.fingerprint(), before);
  });
  const text = JSON.stringify(circle);
  finish(new engine.Finder(text, 0, 1e-4, 1e-2, 20, none), 3, (finder) => {
    assert.deepEqual([finder.rates().length, finder.losses().length, finder.smooth().length], [20, 20, 20]);
    assert.ok(finder.suggested > 0);
  });
  const pointers = ['/optimizer/*/lr', '/with/batch'];
  finish(
    new engine.TrainingSweep(text, 0, pointers, ['[0.01, 0.1]', '[5, "all"]'], 2, 'loss', false, none),
    500,
    (sweep) => {
      const own = { ...circle, runs: [{ optimizer: { adam: { lr: 0.1 } }, with: { batch: 5 } }], seed: 1 };
      const wanted = train(own, (training) => ended(training).series(0, 'loss')[6]);
      assert.deepEqual([sweep.values().length, sweep.values()[3]], [8, wanted]);
    },
  );
});

test('files come in as bytes, and what was left out of a table is told', () => {
  const table = Buffer.from('width,kind\n1,a\n2,b\n?,b\n4,a\n5,b\n');
  const sha256 = createHash('sha256').update(table).digest('hex');
  const document = { task: { network: { data: { csv: { file: 't', sha256 } }, epochs: 1, test: 0 } } };
  assert.deepEqual(engine.files(JSON.stringify(document)), ['t']);
  assert.deepEqual(engine.files('{"task":{"network":{"data":"digits"}}}'), ['fall-line/digits.bin']);
  assert.equal(thrown(() => train(document, () => 0)).code, 'file_absent');
  const files = new engine.Files();
  files.put('t', table);
  train(
    document,
    (training) => {
      const { rows, names, class_names, skipped } = training.lesson(0);
      assert.deepEqual([rows, names, class_names], [4, ['width'], ['a', 'b']]);
      assert.deepEqual(skipped, { missing: 1, odd: 0, at: null, columns: [] });
      assert.equal(training.plane(0, [0, 1, 0, 1], 2, 2), undefined);
    },
    files,
  );
  files.put('fall-line/digits.bin', digits);
  const real = { task: { network: { data: 'digits', epochs: 0 } } };
  train(real, (training) => assert.deepEqual(training.lesson(0).image, [8, 8]), files);
});

test('what a caller can get wrong is an error, and the training lives on', () => {
  const text = JSON.stringify(circle);
  train(circle, (training) => {
    const domain = [0, 1, 0, 1];
    for (const action of [
      () => training.progress(2),
      () => training.series(-1, 'loss'),
      () => training.spread(2, 'loss'),
      () => training.lesson(9),
      () => training.part(0, 3),
      () => training.inputs(0, [60]),
      () => training.inputs(0, [2 ** 32 - 1]),
      () => training.targets(2),
      () => training.kept(2),
      () => training.weights(2),
      () => training.weights(0, 0),
      () => training.values(2),
      () => training.plane(0, [1], 2, 2),
      () => training.plane(0, domain, 65536, 65536),
      () => training.plane(0, domain, 1024, 1024),
      () => training.think(0, [1]),
      () => training.think(0, []),
      () => training.layers(0, 1001),
      () => training.confusion(0, 3),
      () => new engine.Landscape(training, 2, 0, 1, 2, 2),
      () => new engine.Landscape(training, 0, 0, 1, 65536, 65536),
      () => new engine.Worst(training, 0, 3, 5),
      () => new engine.Worst(training, 0, 0, 1001),
    ]) {
      assert.ok(thrown(action).message.length > 10, String(action));
    }
    while (training.advance(1e9));
    assert.equal(training.progress(0).status, 'done');
  });
  const sweep = (pointers, values) => new engine.TrainingSweep(text, 0, pointers, values, 1, 'loss', false, none);
  for (const [action, code, path] of [
    [() => new engine.Training('{"task":"surface"}', none), 'other_task', 'task'],
    [() => new engine.Finder(text, 0, 1, 0.1, 9, none), 'out_of_range', 'to'],
    [() => new engine.Finder(text, 5, 0.1, 1, 9, none), 'change_run', 'runs[5]'],
    [() => sweep([], []), 'out_of_count', 'axes'],
    [() => sweep(['/clip'], ['1']), 'expected_list', 'axes[0].values'],
    [() => sweep(['/clip'], ['[']), 'json_cut', 'axes[0].values'],
    [() => sweep(['/optimizer/adam/beta1'], ['[0.5, 1]']), 'out_of_range', 'runs[0].optimizer.adam.beta1'],
  ]) {
    const error = thrown(action);
    assert.deepEqual([error.name, error.code, error.path], ['FallLineError', code, path], error.message);
  }
});
