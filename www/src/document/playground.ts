// A link of TensorFlow Playground as a document, and in what the two differ. Its settings stand after the `#`; whatever
// is there, nothing is thrown.

import type { Json } from './pointer';

/** What is not the same as there: a reason, and, of a setting, its name, what was found, and what stands for it. */
export interface Difference {
  readonly kind:
    | 'numbers'
    | 'weights'
    | 'zeros'
    | 'loss'
    | 'halved'
    | 'dead'
    | 'noise'
    | 'rest'
    | 'view'
    | 'input'
    | 'odd';
  readonly name?: string;
  readonly found?: string;
  readonly taken?: string;
}

export type Opened =
  | { readonly document: Json; readonly differs: readonly Difference[] }
  | { readonly wrong: 'empty' | 'long' | 'address' | 'inputs' };

/** Where it is. */
export const site = 'https://playground.tensorflow.org/';
/** More letters than any of its links has. */
const most = 4096;
/** As the engine has them. */
const limits = { layers: 16, units: 1024, batch: 200_000, rate: 1e6 } as const;
/** It never ends; so far one sees where it goes. */
const epochs = 500;

/** Its inputs in its order, as formulas. */
const inputs: Readonly<Record<string, string>> = {
  x: 'x',
  y: 'y',
  xSquared: 'x^2',
  ySquared: 'y^2',
  xTimesY: 'x*y',
  sinX: 'sin(x)',
  sinY: 'sin(y)',
};
/** Links have these too, but it has no such inputs. */
const unknownInputs = ['cosX', 'cosY'];

const activations = { relu: 'relu', tanh: 'tanh', sigmoid: 'sigmoid', linear: 'linear' } as const;
const regularizations = { none: 'none', L1: 'l1', L2: 'l2' } as const;
const problems = { classification: 'classification', regression: 'regression' } as const;
const classified = { circle: 'circle', xor: 'xor', gauss: 'gauss', spiral: 'spiral' } as const;
const regressed = { 'reg-plane': 'plane', 'reg-gauss': 'multi_gauss' } as const;

/** How far its noise strays as a standard deviation, which ours is; a share from 0 to 0.5. */
const strays: Readonly<Record<string, (share: number) => number>> = {
  // even over ±5 times the share
  circle: (share) => (5 * share) / Math.sqrt(3),
  xor: (share) => (5 * share) / Math.sqrt(3),
  spiral: (share) => share / Math.sqrt(3),
  gauss: (share) => Math.sqrt(0.5 + 7 * share),
  // x and y each stray over ±6 times the share, and the value with them
  plane: (share) => 0.6 * share * Math.sqrt(2 / 3),
  multi_gauss: (share) => (3 * share) / Math.sqrt(3),
};

/** Whether a text looks like such a link. */
export function isPlayground(text: string): boolean {
  return /^\s*(https?:\/\/)?playground\.tensorflow\.org([/?#]|\s*$)/i.test(text);
}

export function readPlayground(text: string): Opened {
  const link = text.trim();
  if (!link) return { wrong: 'empty' };
  if (link.length > most) return { wrong: 'long' };
  if (!isPlayground(link)) return { wrong: 'address' };
  return new Reader(link.replace(/^[^?#]*[?#]?/, '')).opened();
}

/** The text of the document of an address's part from the `#` on, with what differs in sight. */
export function documentOf(settings: string): string | undefined {
  const opened = readPlayground(site + settings);
  if ('wrong' in opened) return undefined;
  return JSON.stringify({ ...(opened.document as object), view: { panels: ['export'] } });
}

/** One link; what is strange in it is noted on the way. */
class Reader {
  #settings: URLSearchParams;
  #differs: Difference[] = [];

  constructor(settings: string) {
    this.#settings = new URLSearchParams(settings);
  }

  opened(): Opened {
    const regression = this.#word('problem', problems, 'classification') === 'regression';
    const kind = regression
      ? this.#word('regDataset', regressed, 'plane', 'reg-plane')
      : this.#word('dataset', classified, 'circle');
    const features = Object.keys(inputs).filter((name) => this.#is(name, name === 'x' || name === 'y'));
    if (features.length === 0) return { wrong: 'inputs' };
    const share = this.#number('noise', 0, 0, 50) / 100;
    const test = 1 - this.#number('percTrainData', 50, 1, 99) / 100;
    const activation = this.#word('activation', activations, 'tanh');
    const layers = this.#shape().map((units) => ({ units, activation }));
    const zeros = this.#is('initZero', false);
    // our squared error has no half before it
    const half = regression ? 2 : 1;
    const rate = this.#number('learningRate', 0.03, 0, limits.rate) / half;
    const penalty = this.#penalty(half);
    const network: Json = {
      data: { [kind]: { samples: regression ? 1200 : 500, noise: short(strays[kind]?.(share) ?? 0) } },
      features: features.map((name) => inputs[name] ?? name),
      layers,
      test: short(test),
      ...(penalty && { penalty }),
      init: zeros ? 'zeros' : { normal: { std: 0.2887 } },
      batch: this.#number('batchSize', 10, 1, limits.batch, true),
      shuffle: false,
      epochs,
    };
    const document: Json = {
      version: 1,
      engine: 1,
      task: { network },
      runs: [{ optimizer: { gd: { lr: short(rate) } } }],
      seed: this.#seed(),
    };
    this.#note('numbers');
    this.#note(zeros ? 'zeros' : 'weights');
    this.#note(regression ? 'halved' : 'loss');
    if (penalty && 'l1' in penalty) this.#note('dead');
    if (share > 0 && kind !== 'gauss') this.#note('noise');
    this.#note('rest');
    for (const name of ['showTestData', 'discretize']) if (this.#is(name, false)) this.#note('view', name);
    for (const name of unknownInputs) if (this.#is(name, false)) this.#note('input', name);
    return { document, differs: this.#differs };
  }

  #note(kind: Difference['kind'], name?: string): void {
    this.#differs.push({ kind, ...(name && { name }) });
  }

  /** What is strange stands for what it would be there if it were missing. */
  #odd(name: string, found: string, taken: string): void {
    this.#differs.push({ kind: 'odd', name, found: found.slice(0, 40), taken });
  }

  #is(name: string, usual: boolean): boolean {
    const found = this.#settings.get(name);
    if (found === null || found === '') return usual;
    if (found !== 'true' && found !== 'false') this.#odd(name, found, String(usual));
    return found === 'true' || (found !== 'false' && usual);
  }

  #word<W extends string>(name: string, words: Readonly<Record<string, W>>, usual: W, shown: string = usual): W {
    const found = this.#settings.get(name);
    if (found === null || found === '') return usual;
    const word = Object.hasOwn(words, found) ? words[found] : undefined;
    if (word === undefined) this.#odd(name, found, shown);
    return word ?? usual;
  }

  #number(name: string, usual: number, low: number, high: number, whole = false): number {
    const found = this.#settings.get(name);
    if (found === null || found === '') return usual;
    const value = Number(found);
    if (found.trim() && value >= low && value <= high && !(whole && !Number.isInteger(value))) return value;
    this.#odd(name, found, String(usual));
    return usual;
  }

  #shape(): readonly number[] {
    const found = this.#settings.get('networkShape');
    // there is no hidden layer where the setting is there and empty
    if (found === '') return [];
    if (found === null) return [4, 2];
    const units = found.split(',').map(Number);
    const fits = units.every((count) => Number.isInteger(count) && count >= 1 && count <= limits.units);
    if (fits && units.length <= limits.layers) return units;
    this.#odd('networkShape', found, '4,2');
    return [4, 2];
  }

  #penalty(half: number): { [kind: string]: number } | undefined {
    const kind = this.#word('regularization', regularizations, 'none');
    const rate = this.#number('regularizationRate', 0, 0, limits.rate / 2);
    return kind === 'none' || rate === 0 ? undefined : { [kind]: short(rate * half) };
  }

  /** Its seeds are five digits after a point. */
  #seed(): number {
    const value = Number(this.#settings.get('seed') ?? 0);
    return Number.isFinite(value) ? Math.floor(Math.abs(value) * 1e5) % 2 ** 32 : 0;
  }
}

/** Without the digits that binary fractions bring. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
