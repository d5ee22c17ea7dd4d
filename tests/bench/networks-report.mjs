// What the networks' benchmark found, as a part of BENCHMARKS.md.

import { CHECKED, SHAPES } from './networks.mjs';

/** Losses that differ by less than this share of them are of networks that learn the same. */
const ALIKE = 1e-4;
const OTHERWISE = ['brain.js'];
const TENSORFLOW = ['TF.js cpu', 'TF.js wasm'];
const NAMES = { ours: '**Fall Line**', tight: 'tight JavaScript' };

const names = Object.keys(SHAPES);
const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(...head), `|${'---|'.repeat(head.length)}`, ...rows.map((cells) => row(...cells))];

/** Three digits, as 20.4 M. */
function short(x) {
  const [size, unit] = x >= 1e6 ? [1e6, ' M'] : x >= 1e3 ? [1e3, ' k'] : [1, ''];
  return Number((x / size).toPrecision(3)) + unit;
}

const times = (x) => `${x >= 100 ? x.toFixed(0) : x.toPrecision(2)} ×`;
const percent = (x) => `${(100 * x).toFixed(0)} %`;
const megabytes = (bytes) => (Number.isNaN(bytes ?? Number.NaN) ? '–' : (bytes / 1e6).toFixed(0));

function shapeOf({ sizes, activation, batch, rule, rows }) {
  return `${sizes.join('-')} ${activation}, batch ${batch}, ${rule === 'gd' ? 'SGD' : 'Adam'}, ${rows} rows`;
}

/** Multiplications and additions of a row's way through: forward, the gradient, and backward but for the first layer. */
function operations({ sizes }) {
  const weights = sizes.slice(1).map((units, layer) => units * sizes[layer]);
  return 2 * (3 * weights.reduce((sum, count) => sum + count) - weights[0]);
}

function speeds({ host, found, products }) {
  const contenders = Object.keys(found[names[0]].speeds);
  const rows = contenders.map((key) => {
    const cells = names.map((name) => {
      const own = found[name].speeds;
      const ratio = key === 'ours' ? '' : ` (${times(own.ours / own[key])})`;
      return short(own[key]) + ratio;
    });
    return [NAMES[key] ?? key, ...cells];
  });
  const fastest = names.map((name) => {
    const own = found[name].speeds;
    const theirs = TENSORFLOW.flatMap((key) => own[key] ?? []);
    return theirs.length > 0 ? times(own.ours / Math.max(...theirs)) : '–';
  });
  const share = names.map((name) =>
    percent((found[name].speeds.ours * operations(SHAPES[name])) / 1e9 / products.limit),
  );
  return [
    ...table(
      [host, ...names],
      [...rows, ['against the fastest TF.js', ...fastest], ['all of training, of the register-only limit', ...share]],
    ),
    '',
  ];
}

function productsOf(hosts) {
  const { layers, widths } = hosts[0].products;
  const cells = (key, at) =>
    hosts.map(({ products }) => {
      const found = products.widths[at][key];
      return `${found.toFixed(1)} (${percent(found / products.limit)})`;
    });
  const rows = widths.flatMap(({ width, batch }, at) => [
    [`${width} wide, scored`, ...cells('scored', at)],
    [`${width} wide, batch ${batch}, learned from`, ...cells('learned', at)],
  ]);
  return [
    `Products of matrices, GFLOP/s: networks of ${layers} linear layers and ten classes, whose rows are scored (a product and the biases a layer), or`,
    'learned from (three products, and gradient descent). In brackets the share of the limit: a loop of multiplications and additions in registers. The best of all rounds.',
    '',
    ...table(
      ['', ...hosts.map(({ host }) => host)],
      [['in registers', ...hosts.map(({ products }) => products.limit.toFixed(1))], ...rows],
    ),
    '',
  ];
}

function longOf({ host, long: { digits, small } }) {
  const { reached } = digits;
  const learned = reached
    ? `97 % of the test after ${reached.epochs} epochs, ${reached.seconds.toFixed(1)} s of training with all evaluations (best of all epochs ${(100 * reached.best).toFixed(1)} %)`
    : 'the test never at 97 %';
  const memory = ({ memory: { before, begun, on, after } }) =>
    [before, begun, on[0], on[Math.floor(on.length / 2)], on.at(-1), after].map(({ wasm, process }) =>
      [wasm, process].map(megabytes).join(' / '),
    );
  return [
    `60,000 \`strokes\`, 784-128-10, batch 64, Adam, in ${host}: ${learned}; drawing them takes ${digits.made.toFixed(1)} s, and ${digits.updates} updates ${digits.spent.toFixed(1)} s.`,
    '',
    "Memory, MB: the engine's / its process's.",
    '',
    ...table(
      ['', 'before', 'begun', 'first part', 'half way', 'done', 'given back'],
      [
        ['these digits', ...memory(digits)],
        [`2-8-8-2, ${short(small.updates)} updates`, ...memory(small)],
      ],
    ),
    '',
  ];
}

/** Those whose loss after some updates is another than the engine's. */
function unlikeOf({ host, found }) {
  return names.flatMap((name) => {
    const { losses } = found[name];
    const others = Object.entries(losses).filter(([key]) => !OTHERWISE.includes(key));
    const unlike = others.filter(([, loss]) => !(Math.abs(loss / losses.ours - 1) < ALIKE));
    return unlike.map(([key, loss]) => `${host}, ${name}: ${key} has ${loss} where the engine has ${losses.ours}`);
  });
}

/** The part's text, and whoever learned something else. */
export function report({ date, machine, module, rounds, hosts, versions }) {
  const all = { ...versions, ...Object.assign({}, ...hosts.map(({ versions }) => versions)) };
  const missing = [...new Set(hosts.flatMap(({ missing }) => missing))];
  const apart = hosts.flatMap(({ found }) =>
    names.flatMap((name) => {
      const { losses } = found[name];
      const others = Object.keys(losses).filter((key) => !OTHERWISE.includes(key));
      return others.map((key) => Math.abs(losses[key] / losses.ours - 1));
    }),
  );
  const text = [
    '## Networks',
    '',
    `\`cargo xtask bench\` wrote this part on ${date}: ${machine}; the module with SHA-256 ${module}…; ${Object.entries(
      all,
    )
      .map((pair) => pair.join(' '))
      .join(', ')}.`,
    ...missing.map((one) => `Not measured here: ${one}.`),
    '',
    `Samples a second, medians of ${rounds} rounds in which contenders run in a new order, each on one thread; in brackets how many times as fast the engine is. Updates are timed: forward, backward, update; the`,
    'last one of each epoch is not, for anyone, because the engine evaluates after it. All see the same rows in the same order from the same weights; TF.js has its batches as tensors beforehand.',
    `After ${CHECKED} updates their losses agree to ${Math.max(...apart).toExponential(0)} of them; only brain.js, which updates after each row and has no softmax, learns something else. ConvNetJS's Adam is ours, since its npm release has none.`,
    '',
    ...names.map((name) => `- ${name}: ${shapeOf(SHAPES[name])}`),
    '',
    ...hosts.flatMap(speeds),
    ...productsOf(hosts),
    ...hosts.filter(({ long }) => long).flatMap(longOf),
  ].join('\n');
  return { text, unlike: hosts.flatMap(unlikeOf) };
}
