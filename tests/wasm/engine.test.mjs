// The wasm build, as Node and the page both load it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/whole.js';
import { thrown } from './thrown.mjs';

const wasm = readFileSync(new URL('../../www/src/engine/wasm/whole_bg.wasm', import.meta.url));
engine.initSync({ module: wasm });

const rows = JSON.parse(readFileSync(new URL('../fingerprints.json', import.meta.url), 'utf8')).filter(
  // networks have an engine of their own
  ({ document }) => !document.task.network,
);

/** A finished session, given to `look`. */
function run(document, look) {
  const session = new engine.Session(typeof document === 'string' ? document : JSON.stringify(document));
  try {
    while (session.step(1000));
    return look(session);
  } finally {
    session.free();
  }
}

test('every document gives the fingerprint that it gives natively and in browsers', () => {
  const ours = rows.map(({ name, document }) => ({ name, fingerprint: run(document, (s) => s.fingerprint()) }));
  assert.deepEqual(
    ours,
    rows.map(({ name, fingerprint }) => ({ name, fingerprint })),
  );
});

test('the path is the formula, to the bit', () => {
  const document = {
    task: { surface: { f: 'x^2/100 + y^2', start: [-8, 2], steps: 50 } },
    runs: [{ optimizer: { gd: { lr: 0.95 } } }, { optimizer: { momentum: { lr: 0.2, momentum: 0.75 } } }],
  };
  run(document, (session) => {
    const gradient = ([x, y]) => [(x + x) / 100, y + y];
    const [gd, momentum] = [[[-8, 2]], [[-8, 2]]];
    let speed = [0, 0];
    for (let k = 0; k < 50; k++) {
      const g = gradient(gd[k]);
      gd.push(gd[k].map((w, i) => w - 0.95 * g[i]));
      const h = gradient(momentum[k]);
      speed = speed.map((v, i) => 0.75 * v - 0.2 * h[i]);
      momentum.push(momentum[k].map((w, i) => w + speed[i]));
    }
    assert.deepEqual([...session.path(0)], gd.flat());
    assert.deepEqual([...session.path(1)], momentum.flat());
    assert.deepEqual(
      [...session.series(0, 'loss')],
      gd.map(([x, y]) => (x * x) / 100 + y * y),
    );
    assert.deepEqual([...session.series(1, 'lr')], Array(50).fill(0.2));
    assert.equal(session.series(0, 'gradient_norm').length, 50);
    assert.equal(session.series(0, 'speed'), undefined);
    assert.equal(session.runs, 2);
    assert.equal(session.steps, 50);
    assert.deepEqual([...session.domain()], [-10, 10, -4, 4]);
    assert.deepEqual([...session.minima()], [0, 0]);
    assert.equal(session.summary(0).limit, 1);
    assert.equal(session.summary(1).limit, 1.75);
  });
});

test('a run that diverges says why, in words and in data', () => {
  const document = { task: { surface: { steps: 9999 } }, runs: [{ name: 'wild', optimizer: { gd: { lr: 1.25 } } }] };
  const { name, optimizer, status, evaluations } = run(document, (session) => session.summary(0));
  const { at, why, code, params } = status.diverged;
  assert.deepEqual([name, optimizer, evaluations], ['wild', 'gd', at]);
  assert.match(why, new RegExp(`^step ${at}: the learning rate 1.25 is above this quadratic's limit 2/λmax = 1,`));
  assert.equal(code, 'diverged_rate');
  assert.deepEqual(params, { step: String(at), lr: '1.25', formula: '2/λmax', limit: '1' });
});

test('errors have a code, a path, a span and parameters', () => {
  for (const action of [engine.parse, engine.resolve, (text) => new engine.Session(text)]) {
    const error = thrown(() => action('{"task": "surface", "runs": [{}, {"optimizer": {"adam": {"beta2": 1.5}}}]}'));
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'FallLineError');
    assert.equal(error.message, 'runs[1].optimizer.adam.beta2: 1.5 is outside 0 ≤ beta2 < 1');
    assert.deepEqual(
      [error.code, error.path, error.span, error.params],
      ['out_of_range', 'runs[1].optimizer.adam.beta2', undefined, { found: '1.5', range: '0 ≤ beta2 < 1' }],
    );
  }
  const syntax = thrown(() => engine.parse('{"title": "😀", task}'));
  assert.deepEqual([syntax.code, syntax.span], ['json_key', [16, 20]]);
  assert.equal('{"title": "😀", task}'.slice(...syntax.span), 'task');
  const formula = thrown(() => engine.parse('{"task": {"surface": {"f": "x^2 + 3*cso(y)"}}}'));
  assert.deepEqual([formula.code, formula.path, formula.span], ['formula_near', 'task.surface.f', [8, 11]]);
  assert.deepEqual(formula.params, { found: 'cso', near: 'cos' });
});

test('what a caller can get wrong is an error, and the session lives on', () => {
  run({ task: 'surface' }, (session) => {
    for (const action of [
      () => session.path(1),
      () => session.series(7, 'loss'),
      () => session.summary(-1),
      () => session.field(new Float64Array(3), 2, 2),
      () => session.field(new Float64Array(4), 65536, 65536),
    ]) {
      assert.ok(thrown(action).message.length > 10);
    }
    assert.equal(session.path(0).length, 242);
    assert.deepEqual([...session.field(new Float64Array([0, 2, 0, 2]), 1, 1)], [0.01 + 1]);
  });
});

test('numbers are read and written as JavaScript does, 100,000 of them', () => {
  const numbers = [0, 5e-324, 2 ** -1022, Number.MAX_VALUE, 1e21, 1e-7, 0.1 + 0.2, 2 ** 53];
  let state = 88172645463325252n;
  const bits = new BigUint64Array(1);
  const asNumber = new Float64Array(bits.buffer);
  while (numbers.length < 100_000) {
    state ^= BigInt.asUintN(64, state << 13n);
    state ^= state >> 7n;
    state ^= BigInt.asUintN(64, state << 17n);
    bits[0] = state;
    if (Number.isFinite(asNumber[0])) numbers.push(asNumber[0]);
  }
  for (let k = 0; k < numbers.length; k += 2) {
    // the shortest digits back, whether they came in short or long
    const [x, y] = [numbers[k], numbers[k + 1]];
    const document = (x, y) => `{"engine":1,"task":{"surface":{"start":[${x},${y}]}},"version":1}`;
    assert.equal(engine.parse(document(x, y.toExponential(19))), document(x, y));
  }
});

test('the canonical and the resolved document', () => {
  assert.equal(engine.parse('{"task": {"surface": {}}, "seed": 0}'), '{"engine":1,"task":"surface","version":1}');
  const resolved = JSON.parse(engine.resolve('{"task": {"surface": {"f": "rosenbrock"}}}'));
  assert.deepEqual(resolved.task, {
    surface: { f: 'rosenbrock', start: [-1.2, 1], steps: 120, batch: 'all', noise: 0 },
  });
  const run = {
    name: '',
    optimizer: { gd: { lr: 0.1 } },
    schedule: { constant: {} },
    schedule_per: 'step',
    warmup: 0,
    with: {},
  };
  assert.deepEqual(resolved.runs, [run]);
});

test('a run tells its state at a step, when it arrived, its rates ahead and its formulas', () => {
  const task = { surface: { f: 'x^2 + y^2', start: [2, -1], steps: 40 } };
  run({ task, runs: [{ optimizer: { momentum: { lr: 0.1, momentum: 0.5 } }, warmup: 4 }] }, (session) => {
    // v = −lr·g = −0.025·(4, −2) after the first of four warm-up steps
    assert.deepEqual(session.moment(0, 1), { state: { v: [-0.1, 0.05] }, gradient: [4, -2] });
    assert.deepEqual(session.moment(0, 0), { state: { v: [0, 0] }, gradient: null });
    assert.equal(session.moment(0, 41), null);
    assert.deepEqual([...session.rates(0)].slice(0, 5), [0.025, 0.05, 0.1 * 0.75, 0.1, 0.1]);
    const { minimum, step } = session.arrival(0, 0.1);
    const path = session.path(0);
    const far = (k) => Math.hypot(path[2 * k], path[2 * k + 1]);
    assert.ok(minimum === 0 && far(step) <= 0.1 && far(step - 1) > 0.1 && far(40) <= 0.1, String(step));
    const { f, gradient } = session.formulas();
    assert.deepEqual(
      [f, ...gradient].map(({ text }) => text),
      ['x^2 + y^2', '2*x', '2*y'],
    );
    assert.ok(f.mathml.startsWith('<math>') && f.mathml.includes('<msup><mi>x</mi><mn>2</mn></msup>'), f.mathml);
  });
  const result = JSON.parse(engine.run(JSON.stringify({ task, runs: [{ optimizer: 'gd' }] })));
  assert.deepEqual([result.runs[0].status, result.runs[0].path.length], ['done', 41]);
});

test('a session tells what another program needs, and its result as a run of the document gives it', () => {
  const document = { task: { surface: { f: 'a*bowl(x, y)', steps: 3 } }, given: { a: 2 } };
  run(document, (session) => {
    const { given, columns, library, runs } = session.sources();
    assert.deepEqual([given, columns, library.bowl], [{ a: 2 }, {}, 'x^2 + y^2']);
    assert.deepEqual(runs, [{ f: 'a*bowl(x, y)', gradient: ['2*a*x', '2*a*y'], rule: 'param lr = 0.1\nw = w - lr*g' }]);
    assert.equal(session.result(), engine.run(JSON.stringify(document)));
  });
});

test('the library names what a document may say', () => {
  const surfaces = engine.surfaces();
  assert.ok(surfaces.length >= 4);
  for (const { name, f, domain, minima, start } of surfaces) {
    assert.equal(domain.length + start.length + minima[0].length, 8, name);
    run({ task: { surface: { f, start, steps: 1 } } }, (session) => assert.equal(session.summary(0).status, 'done'));
  }
});

test('a fresh seed is a new one', () => {
  const seeds = new Set(Array.from({ length: 8 }, () => engine.fresh_seed()));
  assert.ok(seeds.size > 4 && [...seeds].every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32));
});

test('the module needs SIMD, says so, and holds no path of the machine that built it', () => {
  const text = wasm.toString('latin1');
  assert.ok(text.includes('simd128'));
  assert.equal(text.match(/[\w./-]*(\/root\/|\/home\/|\/Users\/|\.cargo\/)[\w./-]*/)?.[0], undefined);
});

test('a session tells its rows, those of an update, and what a point fits to them', () => {
  const columns = { u: [0, 1, 2, 3], v: [1, 3, 5, 8] };
  const surface = { f: '(x*u + y - v)^2', data: { columns }, batch: 3, steps: 4 };
  run({ task: { surface } }, (session) => {
    assert.deepEqual(
      session.columns().map(([name, values]) => [name, [...values]]),
      Object.entries(columns),
    );
    const seen = [1, 2].flatMap((step) => [...session.batch(0, step)]);
    assert.deepEqual(seen.toSorted(), [0, 1, 2, 3]);
    assert.equal(session.batch(0, 5).length, 0);
    const fitted = session.fitted(0, 2, -1, 0, 1, [0, 10]);
    assert.ok(Math.abs(fitted[0] + 1) < 1e-6 && Math.abs(fitted[1] - 19) < 1e-6, String(fitted));
    assert.throws(() => session.batch(1, 1));
  });
  run({ task: 'surface' }, (session) => assert.deepEqual(session.columns(), []));
});
