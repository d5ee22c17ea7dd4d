// One basin map on the page: its parts as they come, painted in bands, and what it says at a point and in all.

import type { Theme } from '../../draw/inks';
import { basinColours, basinInk, plainInks, type Rgb } from '../../draw/map-inks';
import type { Domain } from '../../draw/scales';
import { type BasinLook, type BasinPart, workers } from '../../engine/maps';
import { between, diverged, nowhere, soonness } from '../../engine/pixels';
import type { Minima } from './minima';

/** What a picture is made of. */
export interface Plan {
  readonly text: string;
  readonly run: number;
  readonly domain: Domain;
  readonly columns: number;
  readonly rows: number;
  readonly steps: number;
  readonly single: boolean;
  readonly filled: boolean;
  /** Nearer than this, two minima are one. */
  readonly near: number;
  /** CSS pixels of one of its own. */
  readonly cell: number;
}

/** The number of a minimum, or what stands for one. */
export type Where = number | 'nowhere' | 'diverged';

/** Where paths from here lead, and after how many steps they are there. */
export interface Says {
  readonly where: Where;
  readonly steps: number;
}

export interface Share extends Says {
  /** Of all pixels. */
  readonly share: number;
}

interface Band {
  readonly first: number;
  readonly rows: number;
  look?: BasinLook;
  /** The page's numbers of the part's minima. */
  numbers: Uint16Array;
}

/** Painted at once: a small part of a frame. */
const mostPainted = 1 << 17;

export class Picture {
  readonly plan: Plan;
  readonly parts: readonly BasinPart[];
  readonly canvas: OffscreenCanvas;
  /** Counts what was painted. */
  version = 0;

  #bands: Band[];
  #minima: Minima;
  #theme: Theme;

  constructor(plan: Plan, minima: Minima, theme: Theme) {
    const { columns, rows } = plan;
    this.plan = plan;
    this.#minima = minima;
    this.#theme = theme;
    this.canvas = new OffscreenCanvas(columns, rows);
    const count = Math.max(workers, Math.ceil((columns * rows) / mostPainted));
    const high = 8 * Math.ceil(rows / count / 8);
    const firsts = Array.from({ length: Math.ceil(rows / high) }, (_, k) => k * high);
    this.#bands = firsts.map((first) => ({ first, rows: Math.min(high, rows - first), numbers: new Uint16Array(1) }));
    this.parts = this.#bands.map(({ first, rows }) => ({ kind: 'basin', ...plan, band: [first, rows] }));
  }

  /** Takes what a part has come to, and paints it. */
  take(number: number, look: BasinLook): void {
    const band = this.#bands[number];
    if (!band) return;
    band.look = look;
    band.numbers = this.#minima.numbers(look.minima, this.plan.near);
    this.#paint(band);
  }

  /** Another theme has other colours. */
  show(theme: Theme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    for (const band of this.#bands) this.#paint(band);
  }

  get progress(): number {
    return this.#bands.reduce((sum, { look, rows }) => sum + (look?.progress ?? 0) * rows, 0) / this.plan.rows;
  }

  get done(): boolean {
    return this.#bands.every(({ look }) => look?.done);
  }

  /** Whether there is something to see everywhere. */
  get covered(): boolean {
    return this.#bands.every(({ look }) => look?.covered);
  }

  get compiled(): boolean {
    return this.#bands.every(({ look }) => look?.compiled);
  }

  get single(): boolean {
    return this.#bands.some(({ look }) => look?.single);
  }

  at([x, y]: readonly [number, number]): Says | undefined {
    const { domain, columns, rows } = this.plan;
    const [x0, x1, y0, y1] = domain;
    const [column, row] = [Math.floor(((x - x0) / (x1 - x0)) * columns), Math.floor(((y1 - y) / (y1 - y0)) * rows)];
    const band = this.#bands.find(({ first, rows }) => row >= first && row < first + rows);
    if (!band?.look || column < 0 || column >= columns) return undefined;
    const code = band.look.codes[(row - band.first) * columns + column] ?? 0;
    return code === 0 ? undefined : this.#says(band, code);
  }

  /** Each minimum's share of the pixels and the steps of its median, the largest share first. */
  get shares(): Share[] {
    const counts = new Map<Where, Uint32Array>();
    let all = 0;
    for (const { look, numbers } of this.#bands) {
      if (!look) continue;
      const found = new Uint32Array(256 * soonness);
      for (const code of look.codes) found[code] = (found[code] ?? 0) + 1;
      for (let code = soonness; code < found.length; code++) {
        const count = found[code] ?? 0;
        if (count === 0) continue;
        const where = named(Math.floor(code / soonness), numbers);
        const own = counts.get(where) ?? new Uint32Array(soonness);
        own[code % soonness] = (own[code % soonness] ?? 0) + count;
        counts.set(where, own);
        all += count;
      }
    }
    const shares = [...counts].map(([where, soon]) => {
      const count = soon.reduce((a, b) => a + b, 0);
      let [below, median] = [soon[0] ?? 0, 0];
      while (2 * below < count) below += soon[++median] ?? 0;
      return { where, share: count / all, steps: this.#steps(median) };
    });
    return shares.sort((a, b) => b.share - a.share);
  }

  #says({ numbers }: Band, code: number): Says {
    return { where: named(Math.floor(code / soonness), numbers), steps: this.#steps(code % soonness) };
  }

  #steps(looks: number): number {
    const { steps } = this.plan;
    return Math.min(steps, looks * between(steps));
  }

  #paint({ first, rows, look, numbers }: Band): void {
    if (!look) return;
    const { columns, cell } = this.plan;
    const image = new ImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    const inks = tableOf(this.#theme);
    const colours = new Uint32Array(256 * soonness);
    for (let k = 1; k < numbers.length; k++) {
      const from = this.#minima.colour(numbers[k] ?? 0) * soonness;
      colours.set(inks.shades.subarray(from, from + soonness), k * soonness);
    }
    const { codes } = look;
    const [stripe, dot] = [Math.max(1, Math.round(3 / cell)), Math.max(2, Math.round(7 / cell))];
    const wide = Math.max(1, Math.round(2 / cell));
    const plain = nowhere * soonness;
    for (let row = 0, k = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, k++) {
        const code = codes[k] ?? 0;
        if (code < plain) pixels[k] = colours[code] ?? 0;
        else if (code >= diverged * soonness)
          pixels[k] = inks.diverged[Math.floor((column + first + row) / stripe) % 2] ?? 0;
        else pixels[k] = inks.nowhere[(first + row) % dot < wide && column % dot < wide ? 1 : 0] ?? 0;
      }
    }
    this.canvas.getContext('2d')?.putImageData(image, 0, first);
    this.version += 1;
  }
}

/** A part's number as the page's. */
function named(number: number, numbers: Uint16Array): Where {
  if (number === nowhere) return 'nowhere';
  return number === diverged ? 'diverged' : (numbers[number] ?? 0);
}

interface Table {
  /** Of each colour all its shades, as a pixel of four bytes. */
  readonly shades: Uint32Array;
  readonly diverged: readonly number[];
  readonly nowhere: readonly number[];
}

const tables: Partial<Record<Theme, Table>> = {};

function tableOf(theme: Theme): Table {
  const known = tables[theme];
  if (known) return known;
  const shades = new Uint32Array(basinColours * soonness);
  for (let k = 0; k < shades.length; k++) {
    shades[k] = pixel(basinInk(Math.floor(k / soonness), (k % soonness) / (soonness - 1), theme));
  }
  const { diverged, nowhere } = plainInks[theme];
  tables[theme] = { shades, diverged: diverged.map(pixel), nowhere: nowhere.map(pixel) };
  return tables[theme];
}

/** As it lies in memory: machines that run browsers put the lowest byte first. */
function pixel([r, g, b]: Rgb): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
