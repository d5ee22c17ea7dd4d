// Experiments whose code is tried: all surfaces, all optimizers, all schedules, and what else a document can say.

const surface = (f, more = {}) => ({ surface: { f, steps: 60, ...more } });
const gd = { gd: { lr: 0.1 } };
const valley = surface('x^2/100 + y^2', { start: [-8, 2] });
const bowl = (more) => surface('x^2 + 3*y^2 + x*y', { start: [2, -1], ...more });

const optimizers = {
  gd: {},
  momentum: {},
  momentum_ema: {},
  nesterov: {},
  adagrad: { lr: 0.5 },
  rmsprop: { lr: 0.01 },
  adadelta: {},
  adam: { lr: 0.05 },
  adamw: { lr: 0.05, weight_decay: 0.1 },
  amsgrad: { lr: 0.05 },
  adamax: { lr: 0.05 },
  nadam: { lr: 0.05 },
  radam: { lr: 0.05 },
  adabelief: { lr: 0.05 },
  lion: { lr: 0.02, weight_decay: 0.1 },
  sign: { lr: 0.03 },
};

const schedules = [
  { inverse_time: { decay: 0.1 } },
  { step: { every: 7, factor: 0.5 } },
  { exponential: { rate: 0.95 } },
  { linear: { steps: 40, floor: 0.1 } },
  { linear: { steps: 0 } },
  { cosine: { steps: 50, floor: 0.1 } },
  { cosine_restarts: { steps: 15 } },
  { one_cycle: { peak: 4 } },
  { plateau: { factor: 0.5, patience: 2, threshold: 0.05, floor: 0.1 } },
];

const functions = [
  'sin(x)*cos(y) + tan(x/4)',
  'asin(x/5) + acos(y/5) + atan(x*y)',
  'sinh(x/3) + cosh(y/3) + tanh(x - y)',
  'exp(x/5) + log(5 + y) + log2(6 + x) + log10(7 + x*y/9)',
  'sqrt(3 + x) + cbrt(y - 1) + cbrt(x + 9)',
  'abs(x - y/3) + sign(x)*x + floor(x)*y/9 + ceil(y)*x/9',
  'min(x, y) + max(x*y, 2) + min(3, x) + max(y, 0.5)*x',
  'hypot(x, y) + atan2(y, x) + hypot(x, 2)',
  'erf(x/2) + sigmoid(y) + relu(x - 0.1*y) + softplus(x + y)',
  'if(x < y, x^2 + y, if(y >= 2, sqrt(x + 3)*y, 2)) + x^2 + y^2',
  'x^4/9 + (x + 5)^2.5/50 + (y^2 + 1)^-1.5 + 2^y + (4 + x)^(y/3) + x^-2',
  'let r = x^2 + y^2; let x = r/2; x + sqrt(r) + sqrt(r)*y',
  'sin(1) + sqrt(2)*x^2 + e^x + pi*y^2 + erf(0.5) + cbrt(2) + sigmoid(2)*y + max(1, 2)*x',
  'bowl(x, y)/3 + rosenbrock(x/3, 1 + y/9)/50 + ackley(x, 2)/9',
  'lambda*x^2 + True*y^2 + f*x',
  '3',
  'y^2',
  // at kinks
  'sqrt(abs(x)) + y^2',
  'hypot(x, y - 2) + abs(x)',
  'min(x, y/2 - 1) + max(x, y/2 - 1) + relu(x) + x^0.5 + y^2/4',
  'cbrt(x)^2 + atan2(x, y - 2)',
];

/** Kinks are met where a run starts at one. */
const start = (f) => (functions.indexOf(f) >= functions.length - 4 ? [0, 2] : [1.3, 1.7]);
const given = { a: 20, lambda: 0.5, True: 2, f: -0.3 };

const written = (text, more = {}) => ({ written: { text, ...more } });
const adamText = `param lr = 0.05, beta1 = 0.9, beta2 = 0.999, eps = 1e-8
state m, v
m = beta1*m + (1 - beta1)*g; v = beta2*v + (1 - beta2)*g^2
w = w - lr (m/(1 - beta1^t)) / (sqrt(v/(1 − beta2^t)) + eps)`;
const oddText = `param k = 0.3, in = 2
state path, q
d = max(
  q, abs(g)) + 1e-3
q = 0.9q + min(0.1, 0.05)*abs(g)
w = w - lr*if(t < 5, 1, 0.5)*g/(d + 1)
path = k*path + grad(w + k*path) + sqrt(1/t)*in*exp(-t)*sign(g)
w = w - 0.01*if(path > 0, path, 2 path) + relu(-1)*log(t) + sigmoid(w)*0 + a*1e-5 + cbrt(w)*1e-6 + max(lr, 0)*0`;

export const surfaces = (library) =>
  library.map(({ name, f, start: from, lr }) => ({
    name: `surface ${name}`,
    document: { task: surface(f, { start: from, steps: 120 }), runs: [{ optimizer: { gd: { lr } } }] },
  }));

export const experiments = [
  ...Object.entries(optimizers).map(([kind, values]) => ({
    name: `optimizer ${kind}`,
    document: {
      task: valley,
      runs: [
        { optimizer: { [kind]: values } },
        { optimizer: { [kind]: values }, schedule: 'cosine', clip: 0.5, warmup: 5 },
      ],
    },
  })),
  {
    name: 'Adam without its corrections',
    document: { task: valley, runs: [{ optimizer: { adam: { lr: 0.05, bias_correction: false } } }] },
  },
  ...schedules.map((schedule) => ({
    name: `schedule ${JSON.stringify(schedule)}`,
    document: {
      task: bowl(),
      runs: ['gd', 'momentum', 'adam'].map((kind) => ({ optimizer: { [kind]: { lr: 0.02 } }, schedule, warmup: 3 })),
    },
  })),
  ...functions.map((f) => ({
    name: f,
    document: { task: surface(f, { start: start(f), steps: 30 }), given, runs: [{ optimizer: { gd: { lr: 0.02 } } }] },
  })),
  {
    name: 'runs with things of their own',
    document: {
      task: bowl(),
      given: { a: { from: 10, to: 40, step: 5 }, b: 2 },
      seed: 9,
      runs: [
        { name: 'GD "quoted" \\ 느림', optimizer: { gd: { lr: '1/a' } }, with: { start: ['a/20', -1], steps: 25 } },
        { optimizer: { gd: { lr: 0.05 } }, with: { f: 'a*x^2/20 + b*y^2 + x^a/1e30' } },
        { optimizer: { nesterov: { lr: '0.5/a', momentum: '1 - b/20' } }, clip: 'b' },
        { optimizer: 'gd' },
      ],
    },
  },
  {
    name: 'written rules',
    document: {
      task: bowl(),
      given: { a: 2 },
      runs: [
        { optimizer: written(adamText, { beta1: 0.8 }) },
        { optimizer: written(oddText, { k: 0.2 }), schedule: { step: { every: 9 } }, clip: 2 },
        { optimizer: written('w = w - 0.01*grad(w - 0.01*g) + t*0') },
        {
          optimizer: written(
            'param lr = 0.05, beta2 = 0.999\nstate v\nv = beta2*v + (1 - beta2)*g^2\nrho_inf = 2/(1 - beta2) - 1\nrho = rho_inf - 2*t*beta2^t/(1 - beta2^t)\nr = sqrt((rho - 4)*(rho - 2)*rho_inf/((rho_inf - 4)*(rho_inf - 2)*rho))\nw = w - if(rho > 5, lr*g*r/(sqrt(v) + 1), lr*g)',
          ),
        },
      ],
    },
  },
  {
    name: 'runs that diverge',
    document: {
      task: surface('x^4 + y^2', { start: [3, 1] }),
      runs: [{ optimizer: gd }, { optimizer: { adam: { lr: 1 } } }, { optimizer: gd, with: { start: [1e200, 0] } }],
    },
  },
  { name: 'no steps', document: { task: bowl({ steps: 0 }), runs: [{ optimizer: gd }, { optimizer: 'adam' }] } },
  {
    name: 'drawn data',
    document: {
      task: { surface: { data: { line: { samples: 30 } }, steps: 50 } },
      runs: [{ optimizer: gd }, { optimizer: 'adam' }, { optimizer: 'nesterov' }],
    },
  },
  {
    name: 'data and kinks',
    document: {
      task: surface(
        'if(v > 2, abs(x*u + y - v), hypot(x - u, y)) + max(x, u)*sqrt(v) + softplus(x*u) + relu(y - u) + erf(x - v)',
        {
          data: { columns: { u: [0, 1, 2, 3.5], v: [1, 2, 4, 3] } },
          start: [1, 0],
        },
      ),
      runs: [{ optimizer: { gd: { lr: 0.01 } } }, { optimizer: 'adam' }],
    },
  },
  {
    name: 'a batch of all rows counts epochs as updates',
    document: {
      task: { surface: { data: { sine: { samples: 20 } }, steps: 30, batch: 50 } },
      runs: [{ optimizer: gd, schedule: { step: { every: 4 } }, schedule_per: 'epoch', warmup: 2 }],
    },
  },
];

/** What is drawn anew in code: it runs, and goes another way. */
export const drawn = [
  {
    name: 'batches',
    document: {
      task: { surface: { data: { line: { samples: 20 } }, steps: 30, batch: 8 } },
      runs: [
        { optimizer: gd, schedule: { step: { every: 4 } }, schedule_per: 'epoch' },
        { optimizer: 'adam' },
        { optimizer: 'nesterov', with: { batch: 'all' } },
      ],
    },
  },
  {
    name: 'noise',
    document: {
      task: bowl({ noise: 0.3 }),
      runs: [
        { optimizer: gd },
        { optimizer: { adam: { lr: 0.01 } }, clip: 1 },
        { optimizer: 'nesterov' },
        { optimizer: gd, with: { noise: 0 } },
      ],
    },
  },
];
