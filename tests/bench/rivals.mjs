// What others offer for training networks in JavaScript, as contenders of `networks.mjs`: each as fast as its own
// interface lets it be, on the same rows and from the same weights.

/** TensorFlow.js without its layers, which only add to the time; batches are tensors before the race begins. */
async function tensorflow(assets) {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-core/dist/register_all_gradients');
  await import('@tensorflow/tfjs-backend-cpu');
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  // one thread, as everyone
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  wasm.setWasmPaths(assets);

  const on = (backend) => async (task, start) => {
    await tf.setBackend(backend);
    const { sizes, activation, loss, rule, lr, batch, rows, inputs, targets } = task;
    const [width, outputs] = [sizes[0], sizes.at(-1)];
    const batches = Array.from({ length: Math.ceil(rows / batch) }, (_, k) => {
      const [from, to] = [k * batch, Math.min(rows, (k + 1) * batch)];
      return [
        tf.tensor2d(inputs.slice(from * width, to * width), [to - from, width]),
        tf.tensor2d(targets.slice(from * outputs, to * outputs), [to - from, outputs]),
      ];
    });
    let at = 0;
    const layers = sizes.slice(1).map((units, layer) => {
      const end = at + units * sizes[layer];
      const w = tf.tensor2d(start.slice(at, end), [units, sizes[layer]]);
      const b = tf.tensor1d(start.slice(end, end + units));
      at = end + units;
      // weights as tf.layers keeps them
      return [tf.variable(tf.transpose(w)), tf.variable(b)];
    });
    const optimizer = rule === 'gd' ? tf.train.sgd(lr) : tf.train.adam(lr, 0.9, 0.999, 1e-8);
    const said = (x) =>
      layers.reduce((values, [w, b], layer) => {
        const z = tf.add(tf.matMul(values, w), b);
        return layer < layers.length - 1 ? tf[activation](z) : z;
      }, x);
    const lossOf =
      loss === 'mean_squared'
        ? (x, y) => tf.losses.meanSquaredError(y, said(x))
        : (x, y) => tf.losses.softmaxCrossEntropy(y, said(x));
    let next = 0;
    return {
      train(updates) {
        for (let k = 0; k < updates; k++) {
          const [x, y] = batches[next];
          optimizer.minimize(() => lossOf(x, y));
          next = (next + 1) % batches.length;
        }
      },
      weights() {
        return tf.tidy(() => layers.flatMap(([w, b]) => [...tf.transpose(w).dataSync(), ...b.dataSync()]));
      },
      free() {
        optimizer.dispose();
        tf.dispose([batches, layers]);
      },
    };
  };
  return { 'TF.js cpu': on('cpu'), 'TF.js wasm': on('wasm') };
}

/** ConvNetJS on npm has no Adam: its gradients go through one that is written as its own rules are. */
async function convnet() {
  const { Net, Trainer, Vol } = (await import('convnetjs')).default;
  const adam = (net, lr, scale) => {
    const state = net.getParamsAndGrads().map(({ params }) => [0, 1].map(() => new Float64Array(params.length)));
    let t = 0;
    return (x, y, last) => {
      net.forward(x, true);
      net.backward(y);
      if (!last) return;
      t += 1;
      const [unbias1, unbias2] = [1 - 0.9 ** t, 1 - 0.999 ** t];
      net.getParamsAndGrads().forEach(({ params, grads }, k) => {
        const [m, v] = state[k];
        for (let i = 0; i < params.length; i++) {
          const g = grads[i] * scale();
          m[i] = 0.9 * m[i] + 0.1 * g;
          v[i] = 0.999 * v[i] + 0.001 * g * g;
          params[i] -= (lr * (m[i] / unbias1)) / (Math.sqrt(v[i] / unbias2) + 1e-8);
          grads[i] = 0;
        }
      });
    };
  };
  return {
    ConvNetJS({ sizes, activation, loss, rule, lr, batch, rows, inputs, targets }, start) {
      const [width, outputs] = [sizes[0], sizes.at(-1)];
      const hidden = sizes.slice(1, -1).map((units) => ({ type: 'fc', num_neurons: units, activation }));
      const squared = loss === 'mean_squared';
      const net = new Net();
      net.makeLayers([
        { type: 'input', out_sx: 1, out_sy: 1, out_depth: width },
        ...hidden,
        squared ? { type: 'regression', num_neurons: outputs } : { type: 'softmax', num_classes: outputs },
      ]);
      let at = 0;
      for (const { filters, biases } of net.layers.filter(({ layer_type }) => layer_type === 'fc')) {
        for (const { w } of [...filters, biases]) for (let i = 0; i < w.length; i++) w[i] = start[at++];
      }
      const data = Array.from({ length: rows }, (_, row) => {
        const x = new Vol(1, 1, width, 0);
        for (let i = 0; i < width; i++) x.w[i] = inputs[row * width + i];
        const said = targets.slice(row * outputs, (row + 1) * outputs);
        return [x, squared ? [...said] : said.indexOf(1)];
      });
      // its squares are halved, and summed
      const scale = squared ? 2 / outputs : 1;
      let size = batch;
      const trainer = new Trainer(net, { method: 'sgd', learning_rate: scale * lr, momentum: 0 });
      const own = adam(net, lr, () => scale / size);
      let first = 0;
      return {
        train(updates) {
          for (let k = 0; k < updates; k++) {
            size = Math.min(batch, rows - first);
            trainer.batch_size = size;
            trainer.k = 0;
            for (let row = first; row < first + size; row++) {
              const [x, y] = data[row];
              if (rule === 'gd') trainer.train(x, y);
              else own(x, y, row === first + size - 1);
            }
            first = first + size < rows ? first + size : 0;
          }
        },
        weights: () => net.getParamsAndGrads().flatMap(({ params }) => [...params]),
        free() {},
      };
    },
  };
}

/** brain.js updates after every row, squares its errors, and has one activation for all layers: it learns otherwise. */
async function brain() {
  // without its networks for GPUs and for streams
  const { default: module } = await import('brain.js/dist/neural-network');
  const NeuralNetwork = module.default ?? module;
  return {
    'brain.js': ({ sizes, activation, rule, lr, rows, inputs, targets }) => {
      const net = new NeuralNetwork({ activation, learningRate: lr, ...(rule === 'adam' && { praxis: 'adam' }) });
      net.sizes = sizes;
      net.initialize();
      const cut = (values, width) => Array.from({ length: rows }, (_, k) => values.slice(k * width, (k + 1) * width));
      const [x, y] = [cut(inputs, sizes[0]), cut(targets, sizes.at(-1))];
      const patterns = x.map((input, k) => ({ input, output: y[k] }));
      let row = 0;
      return {
        batch: 1,
        train(updates) {
          for (let k = 0; k < updates; k++) {
            net.trainPattern(patterns[row]);
            row = (row + 1) % rows;
          }
        },
        weights: () =>
          net.weights.slice(1).flatMap((layer, k) => [...layer.flatMap((w) => [...w]), ...net.biases[k + 1]]),
        free() {},
      };
    },
  };
}

/** Those that are installed, by name, as functions (task, first weights) that begin; and what is missing. */
export async function rivals(assets) {
  const [contenders, missing] = [{}, []];
  for (const [name, load] of Object.entries({ 'TensorFlow.js': tensorflow, ConvNetJS: convnet, 'brain.js': brain })) {
    try {
      Object.assign(contenders, await load(assets));
    } catch (error) {
      missing.push(`${name}: ${error.message}`);
    }
  }
  return { contenders, missing };
}
