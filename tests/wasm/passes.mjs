// Passes of small networks, compiled against the engine's own, bit for bit: every activation with every loss, over
// layers and batches of all kinds. Node and browsers run it alike.

const ACTIVATIONS = ['linear', 'relu', 'leaky_relu', 'elu', 'silu', 'gelu', 'softplus', 'sigmoid', 'tanh'];
/** A dataset with a loss that it can have. */
const TASKS = [
  ['circle', 'binary_cross_entropy'],
  ['circle', 'mean_squared'],
  [{ blobs: { classes: 3 } }, 'cross_entropy'],
  [{ spiral: { classes: 5 } }, 'cross_entropy'],
  ['plane', 'mean_squared'],
];
/** Hidden units: none, narrow panels, wide ones, both, and so many that they are gone through in loops. */
const LAYERS = [[], [1], [3, 2], [4], [8, 8], [5, 12, 7], [16], [13, 8], [24, 27]];
/** Rows of a batch, with all that may be left after eights, and one in parts. */
const BATCHES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 15, 32, 'all'];

/** What a network has become after some epochs, as bits; and how many modules were compiled for it. */
function learned(engine, document, patience) {
  const { Instance } = WebAssembly;
  let modules = 0;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      modules += 1;
    }
  };
  try {
    engine.compiles(patience);
    const training = new engine.Training(JSON.stringify(document), new engine.Files());
    while (training.advance(5000));
    const numbers = [training.weights(0), training.series(0, 'loss'), training.series(0, 'test_loss')];
    training.free();
    const bits = numbers.map((list) => new Uint8Array(list.buffer, list.byteOffset, list.byteLength));
    return { numbers, bits: bits.map((list) => list.join()).join(';'), modules };
  } finally {
    WebAssembly.Instance = Instance;
  }
}

/** Documents of which anything differs, or nothing was compiled; and how many there are, and finite numbers in them. */
export function compare(engine) {
  const found = { networks: 0, finite: 0, different: [] };
  for (const [data, loss] of TASKS) {
    for (const activation of ACTIVATIONS) {
      for (const units of LAYERS) {
        // in turn, so that each meets each before long
        const batch = BATCHES[found.networks++ % BATCHES.length];
        // the first layer has the one, those after it others
        const from = ACTIVATIONS.indexOf(activation);
        const layers = units.map((units, k) => ({
          units,
          activation: ACTIVATIONS[(from + 4 * k) % ACTIVATIONS.length],
        }));
        const network = { data, loss, batch, layers, epochs: batch === 'all' ? 12 : 2 };
        const document = { task: { network }, runs: [{ optimizer: { adam: { lr: 0.01 } } }] };
        const [own, compiled] = [undefined, 0].map((patience) => learned(engine, document, patience));
        if (own.bits !== compiled.bits || own.modules > 0 || compiled.modules === 0) found.different.push(document);
        found.finite += own.numbers.flatMap((list) => [...list]).filter(Number.isFinite).length;
      }
    }
  }
  return found;
}
