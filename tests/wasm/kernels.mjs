// Kernels against the interpreter, bit for bit: every surface of the library with every optimizer. Node and browsers run
// it alike.

const SIDE = 8;

/** 8 × 8 starts all over a domain, some of them far outside. */
function starts([x0, x1, y0, y1]) {
  const points = [];
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [u, v] = [(i % SIDE) / (SIDE - 1), Math.floor(i / SIDE) / (SIDE - 1)];
    const far = i % 13 === 12 ? 10 ** (i / 4) : 1;
    points.push(far * (x0 + u * (x1 - x0)), far * (y0 + v * v * (y1 - y0)));
  }
  return new Float64Array(points);
}

/** A run with this optimizer, in some place of the table: rates that creep and rates that leap, with and without more. */
function run(optimizer, place) {
  const lr = [0.003, 0.1, 0.7][place % 3];
  return {
    optimizer: { [optimizer]: { lr } },
    ...(place % 4 === 1 && { clip: 2 }),
    ...(place % 5 === 2 && { schedule: 'cosine', warmup: 7 }),
  };
}

function numbers(swarm) {
  const arrays = Array.from({ length: swarm.arrays }, (_, k) => swarm.array(k));
  swarm.free();
  return arrays;
}

/** How many numbers were compared, how many of them are finite, and where the first ones differ. */
export function compare(engine, optimizers, single, steps = 30) {
  const found = { kernels: 0, numbers: 0, finite: 0, moved: 0, different: [] };
  engine.surfaces().forEach(({ name, domain }, row) => {
    const points = starts(domain);
    optimizers.forEach((optimizer, column) => {
      const setting = run(optimizer, row + column);
      const document = JSON.stringify({ task: { surface: { f: name, steps } }, runs: [setting] });
      const [kernel, interpreter] = [true, false].map((compile) => {
        const swarm = new engine.Swarm(document, 0, points, single, compile);
        if (swarm.compiled !== compile) throw new Error(`${name} ${optimizer}: not compiled`);
        // in slices, as maps do
        for (const n of [1, steps - 11, 10]) swarm.step(n);
        return numbers(swarm);
      });
      found.kernels++;
      kernel.forEach((array, k) => {
        array.forEach((x, i) => {
          found.numbers++;
          found.finite += Number.isFinite(x);
          found.moved += k < 2 && x !== points[2 * i + k];
          // NaN is NaN, and 0 is not -0
          if (!Object.is(x, interpreter[k][i]) && found.different.length < 10) {
            found.different.push([name, optimizer, k, i, x, interpreter[k][i]]);
          }
        });
      });
    });
  });
  return found;
}
