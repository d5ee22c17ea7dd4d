// The basin map and the sweep map, as the page calls them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/whole.js';

engine.initSync({ module: readFileSync(new URL('../../www/src/engine/wasm/whole_bg.wasm', import.meta.url)) });

const DOMAIN = new Float64Array([-6, 6, -6, 6]);

function text(optimizer, more = {}, start = [0, 0]) {
  return JSON.stringify({
    task: { surface: { f: 'himmelblau', steps: 200, start } },
    runs: [{ optimizer: 'gd' }, { optimizer, ...more }],
  });
}

function basin({ single = false, compile = true, slice = 1e6, columns = 60, rows = 50 } = {}) {
  const map = new engine.BasinMap(text({ adam: { lr: 0.1 } }), 1, DOMAIN, columns, rows, undefined, single, compile);
  let slices = 0;
  while (map.advance(slice)) {
    slices++;
    assert.ok(map.progress > 0 && map.progress < 1);
  }
  assert.equal(map.progress, 1);
  const result = { which: map.which(), steps: map.steps(), minima: [...map.minima()] };
  const { compiled } = map;
  map.free();
  return { compiled, slices, result };
}

test('a basin map shows where paths lead', () => {
  const { compiled, slices, result } = basin({ slice: 50_000 });
  assert.ok(compiled && slices > 5);
  for (const pixel of [0, 777, 1234, 2999]) {
    const start = [-6 + 12 * (((pixel % 60) + 0.5) / 60), 6 - 12 * ((Math.floor(pixel / 60) + 0.5) / 50)];
    const session = new engine.Session(text({ adam: { lr: 0.1 } }, {}, start));
    while (session.step(1000));
    const [x, y] = session.path(1).slice(-2);
    session.free();
    const number = result.which[pixel] - 1;
    const [a, b] = result.minima.slice(2 * number);
    assert.ok(Math.hypot(x - a, y - b) < 0.09, `${pixel}: ${x} ${y} ${a} ${b}`);
    assert.ok(result.steps[pixel] > 0 && result.steps[pixel] <= 200);
  }
});

test('where compiling is forbidden, the map is the same', () => {
  const { result } = basin();
  assert.deepEqual(basin({ compile: false }), { compiled: false, slices: basin().slices, result });
  const { Module } = WebAssembly;
  try {
    WebAssembly.Module = class {
      constructor() {
        throw new EvalError('refused');
      }
    };
    const forbidden = basin();
    assert.deepEqual([forbidden.compiled, forbidden.result], [false, result]);
  } finally {
    WebAssembly.Module = Module;
  }
});

test('bands side by side are the map', () => {
  const { which, steps } = basin().result;
  for (const [first, rows] of [
    [0, 24],
    [24, 26],
  ]) {
    const document = text({ adam: { lr: 0.1 } });
    const band = new engine.BasinMap(
      document,
      1,
      DOMAIN,
      60,
      50,
      undefined,
      false,
      true,
      new Uint32Array([first, rows]),
    );
    while (band.advance(1e6));
    assert.equal(band.single, false);
    const [from, to] = [first * 60, (first + rows) * 60];
    assert.deepEqual([band.which(), band.steps()], [which.slice(from, to), steps.slice(from, to)]);
    band.free();
  }
});

test('memory may grow while a map is on its way', () => {
  const map = new engine.BasinMap(text({ adam: { lr: 0.1 } }), 1, DOMAIN, 60, 50, undefined, false, true);
  map.advance(123_456);
  const others = Array.from({ length: 8 }, () => {
    return new engine.BasinMap(text({ adam: {} }), 1, DOMAIN, 1024, 1024, undefined, true, true);
  });
  while (map.advance(123_456));
  assert.deepEqual([map.which(), map.steps()], [basin().result.which, basin().result.steps]);
  for (const other of [map, ...others]) other.free();
});

test('half the precision differs at the seams at most', () => {
  const [double, single] = [false, true].map((single) => basin({ single }).result.which);
  assert.ok(double.filter((which, pixel) => which !== single[pixel]).length < 10);
});

test('a sweep has the numbers of paths', () => {
  const sweep = (...more) => new engine.SweepMap(text({ momentum: {} }), 1, [0.001, 0.1], 12, ...more);
  const map = sweep('momentum', [0, 0.95], 20, false, undefined, undefined);
  while (map.advance(5000)) assert.ok(map.progress < 1);
  const [outcomes, values, steps] = [map.outcomes(), map.values(), map.steps()];
  map.free();
  assert.equal(outcomes.length, 240);
  assert.deepEqual([...new Set(outcomes)].sort(), [1, 2, 3]);
  for (const cell of [0, 11, 100, 228]) {
    const lr = cell % 12 === 11 ? 0.1 : 0.001 * 100 ** ((cell % 12) / 11);
    const momentum = 0.95 * (Math.floor(cell / 12) / 19);
    const session = new engine.Session(text({ momentum: { lr, momentum } }));
    while (session.step(1000));
    const loss = session.series(1, 'loss').at(-1);
    const done = session.summary(1).status === 'done';
    session.free();
    if (outcomes[cell] === 3) assert.ok(!done && values[cell] === 0);
    else assert.ok(Math.abs(values[cell] - loss) <= 1e-9 * loss, `${cell}: ${values[cell]} ${loss}`);
    assert.ok(outcomes[cell] === 2 || steps[cell] === 0);
  }
  const line = sweep(undefined, [], 1, false, 50, 1);
  assert.equal(line.advance(1e6), false);
  assert.deepEqual([line.outcomes().length, line.outcomes().includes(2)], [12, true]);
  line.free();
});

test('what cannot go together goes each by itself, and says what paths say', () => {
  const data = { line: { samples: 50 } };
  for (const [surface, run, rest] of [
    [{ f: 'himmelblau', noise: 2 }, {}, {}],
    [{ f: 'himmelblau' }, { schedule: { plateau: { patience: 3 } } }, {}],
    [{ f: 'himmelblau' }, {}, { changes: [{ at: 9, set: { '/optimizer': 'adam' } }] }],
    [{ data, batch: 5 }, {}, {}],
  ]) {
    const text = (start, lr = 0.005) => {
      const task = { surface: { ...surface, steps: 150, start } };
      const optimizer = { momentum: { lr, momentum: 0.5 } };
      return JSON.stringify({ task, runs: [{ optimizer, ...run }], seed: 3, ...rest });
    };
    const map = new engine.BasinMap(text([0, 0]), 0, DOMAIN, 12, 12, undefined, true, true);
    assert.equal(map.compiled, false);
    let slices = 0;
    while (map.advance(50_000)) slices++;
    const [which, minima] = [map.which(), map.minima()];
    map.free();
    assert.ok(slices > 2 && slices < 100, `${slices}`);
    const starts = Array.from({ length: 144 }, (_, i) => [(i % 12) + 0.5 - 6, 6 - 0.5 - Math.floor(i / 12)]);
    const swarm = new engine.Swarm(text([0, 0]), 0, new Float64Array(starts.flat()), true, true);
    swarm.step(150);
    const [xs, ys] = [swarm.array(0), swarm.array(1)];
    swarm.free();
    for (const pixel of [0, 40, 77, 143]) {
      const session = new engine.Session(text(starts[pixel]));
      while (session.step(1000));
      const done = session.summary(0).status === 'done';
      const [x, y] = session.path(0).slice(-2);
      session.free();
      assert.deepEqual([xs[pixel], ys[pixel]], done ? [x, y] : [Number.NaN, Number.NaN]);
      assert.equal(which[pixel] === 255, !done);
      const [a, b] = minima.slice(2 * (which[pixel] - 1));
      assert.ok(which[pixel] >= 254 || Math.hypot(x - a, y - b) < 0.09, `${pixel}: ${x} ${y} ${a} ${b}`);
    }
    const sweep = new engine.SweepMap(text([1, 2]), 0, [0.001, 0.01], 3, undefined, [], 1, false, undefined, 1);
    while (sweep.advance(5000)) assert.ok(sweep.progress < 1);
    const session = new engine.Session(text([1, 2], 0.001));
    while (session.step(1000));
    assert.equal(sweep.values()[0], session.series(0, 'loss').at(-1));
    sweep.free();
    session.free();
  }
});

test('what a map cannot be made of is an error', () => {
  const map = (document, run = 1, domain = DOMAIN, columns = 9) => {
    return () => new engine.BasinMap(document, run, domain, columns, 9, undefined, false, true);
  };
  const sweep = (name, ends) => () => {
    return new engine.SweepMap(text('adam'), 1, [0.1, 1], 3, name, ends, 3, false, undefined, undefined);
  };
  for (const [make, expected] of [
    [map(text('gd'), 2), { code: 'change_run', path: 'runs[2]' }],
    [sweep('beta3', [0, 1]), { code: 'unknown_field' }],
    [sweep('beta1', [0, 1]), { code: 'out_of_range' }],
    [map('{'), { code: 'json_cut' }],
    [map(text('gd'), 1, new Float64Array(3)), {}],
    [map(text('gd'), 1, DOMAIN, 1e6), {}],
    [sweep('beta1', [0]), {}],
  ]) {
    assert.throws(make, (error) => {
      const found = Object.fromEntries(Object.keys(expected).map((key) => [key, error[key]]));
      assert.deepEqual(found, expected);
      return error instanceof Error && error.message.length > 10;
    });
  }
});
