// Long runs, in Node and in browsers alike: how long until drawn digits are recognised, and what memory is taken meanwhile.

const DIGITS = {
  task: {
    network: {
      data: { strokes: { samples: 60_000 } },
      layers: [{ units: 128, activation: 'relu' }],
      batch: 64,
      epochs: 20,
    },
  },
  runs: [{ optimizer: 'adam' }],
};
const ENOUGH = 0.97;

const SMALL = {
  task: {
    network: {
      data: { circle: { samples: 1000, noise: 0.5 } },
      layers: [{ units: 8 }, { units: 8 }],
      batch: 10,
      epochs: 20_000,
    },
  },
  runs: [{ optimizer: { gd: { lr: 0.03 } } }],
};

/** Trains to the end; `after` is told of each part of the way, a given number of which make it. */
async function whole(engine, document, parts, sample, after) {
  const memory = { before: await sample() };
  let started = performance.now();
  const training = new engine.Training(JSON.stringify(document), new engine.Files());
  training.step(0);
  const made = performance.now() - started;
  memory.begun = await sample();
  memory.on = [];
  const updates = Math.ceil((training.progress(0).within[1] * training.epochs) / parts);
  let spent = 0;
  for (let part = 0; part < parts; part++) {
    started = performance.now();
    // as a worker calls it: a few milliseconds a call
    const per = Math.ceil(updates / 64);
    for (let done = 0; done < updates; done += per) training.step(Math.min(per, updates - done));
    spent += performance.now() - started;
    after?.(training, spent / 1000);
    memory.on.push(await sample());
  }
  const { updates: all, status } = training.progress(0);
  training.free();
  memory.after = await sample();
  return { made: made / 1000, spent: spent / 1000, updates: all, status, memory };
}

/** `sample` says how many bytes are taken, by whom. */
export async function long(engine, sample) {
  let reached;
  const digits = await whole(engine, DIGITS, DIGITS.task.network.epochs, sample, (training, seconds) => {
    const accuracy = training.series(0, 'test_accuracy');
    if (!reached && accuracy.at(-1) >= ENOUGH) reached = { epochs: accuracy.length - 1, seconds };
    if (reached) reached.best = Math.max(...accuracy);
  });
  const small = await whole(engine, SMALL, 10, sample);
  return { digits: { ...digits, reached }, small };
}
