// A document step by step: updates of a surface's runs, or of a network's.

import { textOf } from './document.js';
import * as engine from './engine/all.js';
import { trying } from './error.js';
import { withFiles } from './files.js';

/** All runs of a document. Stepping cannot fail: a run is running, done, or diverged at a step. */
export class Session {
  #of;
  #isNetwork;

  constructor(experiment, { files } = {}) {
    const text = textOf(experiment);
    this.#isNetwork = trying(() => engine.task(text)) === 'network';
    this.#of = trying(() =>
      this.#isNetwork ? withFiles(files, (own) => new engine.Training(text, own)) : new engine.Session(text),
    );
  }

  /** "surface" or "network". */
  get task() {
    return this.#isNetwork ? 'network' : 'surface';
  }

  /** How many runs there are. */
  get runs() {
    return this.#of.runs;
  }

  /** How far the longest run goes: in updates, of networks in epochs. */
  get length() {
    return this.#isNetwork ? this.#of.epochs : this.#of.steps;
  }

  /** Every run that still runs takes up to `count` updates; true while any still runs. */
  step(count = 1) {
    return this.#of.step(count);
  }

  /** Takes all the updates that there are. */
  finish() {
    while (this.step(1000));
    return this;
  }

  /** Of a surface: x0, y0, x1, y1, …; entry k is the point after k updates. Of a network undefined. */
  path(run = 0) {
    return this.#isNetwork ? undefined : this.#of.path(run);
  }

  /** A series of a run by its name in results; undefined where there is none. */
  series(name, run = 0) {
    const values = this.#of.series(run, name);
    return values && (values.length > 0 || name === 'lr' || name === 'gradient_norm') ? values : undefined;
  }

  /** How far a run is. */
  status(run = 0) {
    return (this.#isNetwork ? this.#of.progress(run) : this.#of.summary(run)).status;
  }

  /** Of a network: its parameters, layer after layer, weights output by output, then biases. Of a surface undefined. */
  weights(run = 0) {
    return this.#isNetwork ? this.#of.weights(run) : undefined;
  }

  /** What has come out so far. */
  result() {
    return JSON.parse(this.#of.result());
  }

  /** A hash of all result bits. */
  get fingerprint() {
    return this.#of.fingerprint();
  }

  /** Gives its memory back; it is of no use then. Left alone, it is given back with the object. */
  free() {
    this.#of.free();
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.free();
  }
}
