// What a step of a particle takes, and a basin map, in Node and in browsers alike. What is compared runs interleaved, in
// a new order each round; the fastest round counts, since whoever shares the machine only ever adds.

import { ARRAYS, SURFACES, tight } from './tight.mjs';

const [COUNT, STEPS] = [1024, 200];
/** Kernels move so many times as many, so that all take times that clocks can tell. */
const MORE = 8;
const SIDE = 512;

/** The number of aᵇ among the engine's operations. */
const RAISE = 8;

/** The milliseconds of each contender's fastest round. */
function race(contenders, rounds) {
  const names = Object.keys(contenders);
  const times = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let round = 0; round < rounds; round++) {
    const order = names.map((name) => [Math.random(), name]).sort(([a], [b]) => a - b);
    for (const [, name] of order) {
      const started = performance.now();
      contenders[name]();
      times[name] = Math.min(times[name], performance.now() - started);
    }
  }
  return times;
}

function starts([x0, x1, y0, y1]) {
  const points = new Float64Array(2 * COUNT);
  for (let i = 0; i < COUNT; i++) {
    points[2 * i] = x0 + (x1 - x0) * ((i % 32) / 31);
    points[2 * i + 1] = y0 + (y1 - y0) * (Math.floor(i / 32) / (COUNT / 32 - 1));
  }
  return points;
}

function row(engine, { name, domain }, rule, rounds) {
  const lr = { momentum: 0.0005, adam: 0.02 }[rule];
  const document = JSON.stringify({
    task: { surface: { f: name } },
    runs: [{ optimizer: { [rule]: { lr } } }],
  });
  const points = starts(domain);
  const many = new Float64Array(points.length * MORE);
  for (let copy = 0; copy < MORE; copy++) many.set(points, copy * points.length);
  const swarm = (single, compile) => new engine.Swarm(document, 0, compile ? many : points, single, compile);
  const swarms = { f64: swarm(false, true), f32: swarm(true, true), interpreter: swarm(false, false) };
  if (!swarms.f64.compiled) throw new Error('kernels are not compiled here');

  const arrays = Array.from({ length: ARRAYS[rule] }, () => new Float64Array(COUNT));
  for (let i = 0; i < COUNT; i++) [arrays[0][i], arrays[1][i]] = [points[2 * i], points[2 * i + 1]];
  const all = rounds * STEPS;
  const unbias = (beta) => Float64Array.from({ length: all }, (_, t) => 1 / (1 - engine.libm(RAISE, beta, t + 1)));
  const [unbias1, unbias2] = [unbias(0.9), unbias(0.999)];
  const move = tight(name, rule);
  let first = 0;
  const js = () => {
    move(arrays, first, STEPS, lr, unbias1, unbias2);
    first += STEPS;
  };

  const stepped = Object.entries(swarms).map(([key, swarm]) => [key, () => swarm.step(STEPS)]);
  const times = race({ js, ...Object.fromEntries(stepped) }, rounds);
  const equal = arrays.every((array, k) => {
    const theirs = swarms.f64.array(k);
    return array.every((x, i) => Object.is(x, theirs[i]));
  });
  for (const swarm of Object.values(swarms)) swarm.free();
  const ns = Object.entries(times).map(([key, time]) => {
    const points = key === 'f64' || key === 'f32' ? COUNT * MORE : COUNT;
    return [key, (time * 1e6) / (points * STEPS)];
  });
  return { what: `${name}, ${rule}`, equal, ...Object.fromEntries(ns) };
}

/**
 * The milliseconds of a whole map, from the document's text to the last pixel, its kernel's compiling and warming up
 * included: of each slice the fastest of all rounds, since none of these maps would be left alone from end to end.
 */
function basin(engine, single, rounds) {
  const document = JSON.stringify({
    task: { surface: { f: 'himmelblau', steps: STEPS } },
    runs: [{ optimizer: { adam: { lr: 0.1 } } }],
  });
  const domain = new Float64Array([-6, 6, -6, 6]);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    let started = performance.now();
    const map = new engine.BasinMap(document, 0, domain, SIDE, SIDE, undefined, single, true);
    for (let slice = 0, more = true; more; slice++) {
      more = map.advance(2_000_000);
      times[slice] = Math.min(times[slice] ?? Number.POSITIVE_INFINITY, performance.now() - started);
      started = performance.now();
    }
    map.free();
  }
  return times.reduce((sum, time) => sum + time, 0);
}

export function bench(engine, rounds = 21) {
  const surfaces = SURFACES.map((name) => engine.surfaces().find((surface) => surface.name === name));
  const rows = surfaces.flatMap((surface) => Object.keys(ARRAYS).map((rule) => row(engine, surface, rule, rounds)));
  const maps = { f64: basin(engine, false, rounds), f32: basin(engine, true, rounds) };
  return { rows, maps };
}
