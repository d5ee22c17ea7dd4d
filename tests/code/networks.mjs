// Networks whose code is tried: all optimizers, schedules, activations and losses, and what else a document can say.

const network = (more = {}, data = { samples: 120 }) => ({
  network: { data: { circle: data }, layers: [{ units: 4 }, { units: 2 }], batch: 10, epochs: 8, ...more },
});
const gd = { gd: { lr: 0.1 } };
const one = (optimizer, task = network(), more = {}) => ({ task, runs: [{ optimizer, ...more }] });
const named = (optimizers) => optimizers.map((optimizer) => ({ name: Object.keys(optimizer)[0], optimizer }));

const rates = {
  gd: 0.1,
  momentum: 0.02,
  momentum_ema: 0.1,
  nesterov: 0.02,
  adagrad: 0.05,
  rmsprop: 0.005,
  adadelta: 1,
};
const kinds =
  'gd momentum momentum_ema nesterov adagrad rmsprop adadelta adam adamw amsgrad adamax nadam radam adabelief lion sign';
const optimizers = kinds.split(' ').map((kind) => ({ [kind]: { lr: rates[kind] ?? 0.005 } }));
const schedules = [
  { inverse_time: { decay: 0.1 } },
  { step: { every: 7 } },
  { exponential: { rate: 0.99 } },
  'linear',
  'cosine',
  { cosine_restarts: { steps: 15 } },
  'one_cycle',
  { plateau: { patience: 1, threshold: 0.05 } },
];
const activations = 'linear relu leaky_relu elu silu gelu softplus sigmoid tanh'.split(' ');
const text = `param lr = 0.05, beta = 0.9
state v
v = beta*v + (1 - beta)*grad(w - 0.01*g)
w = w - lr*if(t < 5, 0.5, 1)*v/(sqrt(abs(v)) + 0.1)`;

export const networks = {
  'circle in order': one(gd, network({ shuffle: false, test: 0.4, validation: 0.1 })),
  'circle shuffled': { ...one(gd), seed: 7 },
  'other seeds': { ...one(gd), seed: { shuffle: 4294967295, init: 2 } },
  'all rows at once': one(gd, network({ batch: 'all' })),
  optimizers: { task: network(), runs: named(optimizers) },
  'momentum on a schedule': one({ momentum: { lr: 0.05 } }, network(), { schedule: 'cosine', warmup: 10 }),
  'Adam without its corrections': one({ adam: { lr: 0.001, bias_correction: false } }),
  schedules: {
    task: network(),
    runs: schedules.map((schedule) => ({ name: JSON.stringify(schedule), optimizer: gd, schedule, warmup: 3 })),
  },
  'a schedule by epochs': one(gd, network(), { schedule: { step: { every: 2 } }, schedule_per: 'epoch', warmup: 2 }),
  activations: {
    task: network(),
    runs: activations.map((activation) => ({
      name: activation,
      optimizer: gd,
      with: { layers: [{ units: 3, activation }] },
    })),
  },
  penalties: {
    task: network(),
    given: { a: 2 },
    runs: [
      { name: 'l1', optimizer: gd, with: { penalty: { l1: 0.003 } } },
      { name: 'l2', optimizer: { gd: { lr: '0.2/a' } }, with: { penalty: { l2: 0.02 } } },
      { name: 'clip "quoted" \\ 느림', optimizer: gd, clip: 0.05 },
      { name: 'others', optimizer: gd, with: { batch: 3, shuffle: false, epochs: 4, init: 'he' } },
    ],
  },
  features: one(gd, network({ features: ['x', 'y', 'x^2', 'sin(y)', 'max(x, y)/3', 'if(x > 0, 1, cbrt(y))', '1'] })),
  'three classes': one(gd, network({ data: { spiral: { samples: 90, classes: 3 } } })),
  'squared error of three classes': one(
    gd,
    network({ data: { spiral: { samples: 90, classes: 3 } }, loss: 'mean_squared' }),
  ),
  'squared error of two classes': one(gd, network({ loss: 'mean_squared' })),
  numbers: one(gd, network({ data: { multi_gauss: { samples: 80 } } })),
  'rows of one’s own': one(gd, {
    network: {
      data: {
        rows: {
          inputs: [
            [1, 2, 3],
            [0.5, 1, 0],
            [2, 0, 1],
            [1, 1, 1],
          ],
          targets: [
            [1, 0],
            [0, 0.1],
            [2, 2],
            [1, -1],
          ],
        },
      },
      layers: [{ units: 3, activation: 'tanh' }],
      batch: 2,
      epochs: 5,
    },
  }),
  'no hidden layer': one(gd, network({ layers: [] })),
  digits: {
    task: { network: { data: 'digits', layers: [{ units: 20, activation: 'relu' }], batch: 64, epochs: 2 } },
    runs: [
      { optimizer: { adam: { lr: 0.002 } } },
      { optimizer: gd },
      { optimizer: gd, with: { layers: [{ units: 30 }] } },
    ],
  },
  'a written rule': one({ written: { text, beta: 0.8 } }),
  // six updates an epoch, then fifteen and one
  'changes on the way': {
    task: network(),
    runs: [
      { name: 'rates', optimizer: gd, warmup: 3 },
      { name: 'batches', optimizer: { adam: { lr: 0.01 } } },
      { name: 'all first', optimizer: gd, with: { batch: 'all' } },
      { name: 'penalty', optimizer: gd },
    ],
    changes: [
      { run: 0, at: 12, set: { '/optimizer/gd/lr': 0.3 } },
      { run: 0, at: 31, set: { '/optimizer/gd/lr': 0.05 } },
      { run: 1, at: 12, set: { '/with/batch': 4, '/optimizer/adam/lr': 0.02 } },
      { run: 1, at: 42, set: { '/with/batch': 'all' } },
      { run: 2, at: 2, set: { '/with/batch': 10 } },
      { run: 3, at: 12, set: { '/with/penalty': { l1: 0.01, l2: 0.03 } } },
      { run: 3, at: 25, set: { '/clip': 0.05 } },
    ],
  },
};

/** Runs that go another way, or are not there, as the code says itself. */
export const elsewhere = {
  torch: {},
  keras: {
    optimizers: [2, 3, 11, 12, 13, 15],
    'Adam without its corrections': [0],
    'a written rule': [0],
    'changes on the way': [3],
  },
};
