// The plot of the curves: uPlot on axes that are given, with each run's name at the end of its line.

import uPlot from 'uplot';
import { format, plain, powerOfTen, shortened } from '../../draw/format';
import { type Ink, inks as inksOf, type Theme } from '../../draw/inks';
import { ticks } from '../../draw/scales';
import type { Columns, Scale } from './lines';

export interface Drawing {
  /** Places; then a column a run; then, with many seeds, as many of medians, of lower and of upper quartiles. */
  readonly columns: Columns;
  readonly names: readonly string[];
  readonly inks: readonly Ink[];
  readonly end: number;
  readonly bounds: readonly [number, number];
  /** How many places are one on the axis. */
  readonly per: number;
  readonly scale: Scale;
  readonly theme: Theme;
}

/** As many names as stand beside the plot, and the letters of one that the margin has room for. */
const named = 3;
const mostLetters = 14;

export class Plot {
  /** Where things can be laid over the lines. */
  readonly over: HTMLElement;
  #plot: uPlot;
  #drawing: Drawing;
  /** A canvas: an element that moves with every frame has the whole page looked through. */
  #now = document.createElement('canvas');
  #veiled: readonly unknown[] = [];

  constructor(root: HTMLElement, drawing: Drawing) {
    this.#drawing = drawing;
    this.#plot = new uPlot(this.#options(root), drawing.columns as uPlot.AlignedData, root);
    this.over = this.#plot.over;
    this.#now.className = 'now';
    this.over.append(this.#now);
  }

  /** Draws something else on the same kind of axes; false where it needs another plot. */
  take(drawing: Drawing): boolean {
    if (shape(drawing) !== shape(this.#drawing)) return false;
    this.#drawing = drawing;
    this.#plot.setData(drawing.columns as uPlot.AlignedData);
    return true;
  }

  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  /** From this place on it lies behind a veil. */
  veil(place: number): void {
    const { width, height } = this.#plot.bbox;
    const x = Math.round(this.x(place) * devicePixelRatio);
    const { theme } = this.#drawing;
    const veiled = [x, width, height, theme];
    const ctx = this.#now.getContext('2d');
    if (!ctx || veiled.every((one, k) => one === this.#veiled[k])) return;
    this.#veiled = veiled;
    if (this.#now.width !== width || this.#now.height !== height) [this.#now.width, this.#now.height] = [width, height];
    ctx.clearRect(0, 0, width, height);
    ctx.globalAlpha = 0.65;
    ctx.fillStyle = inksOf[theme].ground;
    ctx.fillRect(x, 0, width, height);
    ctx.globalAlpha = 1;
    ctx.fillStyle = inksOf[theme].rule;
    ctx.fillRect(x, 0, devicePixelRatio, height);
  }

  /** Pixels from the left of a place, and back. */
  x(place: number): number {
    return this.#plot.valToPos(place, 'x');
  }
  place(x: number): number {
    return this.#plot.posToVal(x, 'x');
  }

  stop(): void {
    this.#plot.destroy();
  }

  #options({ clientWidth, clientHeight }: HTMLElement): uPlot.Options {
    const { names, scale, theme } = this.#drawing;
    const inks = inksOf[theme];
    const axis = {
      stroke: inks.quiet,
      font: '12px system-ui, sans-serif',
      grid: { stroke: inks.rule, width: 1 },
      ticks: { show: false },
      border: { show: false },
      // all decades that were asked for; uPlot would leave some out
      filter: (_: uPlot, splits: number[]) => splits,
    };
    const [end, per] = [() => this.#drawing.end, () => this.#drawing.per];
    return {
      width: clientWidth,
      height: clientHeight,
      // to the right, half of the last number at least
      padding: [8, names.length <= named ? 84 : 20, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: () => [0, end()] },
        y: { distr: scale === 'log' ? 3 : 1, range: () => [...this.#drawing.bounds] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          gap: 6,
          // no more than there are: what is counted has no parts
          splits: (u) => ticks(0, end() / per(), Math.min(u.width / 72, end())).map((x) => x * per()),
          values: (_, values) => values.map((value) => plain(value / per())),
        },
        {
          ...axis,
          size: 40,
          gap: 8,
          splits: (u, _axis, low, high) =>
            scale === 'log' ? decades(low, high, u.height) : ticks(low, high, u.height / 40),
          values: (_, values) => values.map((value) => (scale === 'log' ? power(value) : format(value, 2))),
        },
      ],
      series: [{}, ...this.#series()],
      bands: this.#bands(),
      hooks: names.length <= named ? { draw: [(u) => this.#name(u)] } : {},
    };
  }

  /** With many seeds the median is the line, and the first seed's way is thin beside it. */
  #series(): uPlot.Series[] {
    const { columns, names, inks } = this.#drawing;
    const runs = names.length;
    return columns.slice(1).map((_, k) => {
      const { color = '', dash = [] } = inks[k % runs] ?? {};
      const kind = Math.floor(k / runs);
      const many = columns.length - 1 > runs;
      const line = { stroke: color, points: { show: false }, spanGaps: false };
      if (kind >= 2) return { ...line, width: 0 };
      if (kind === 0 && many) return { ...line, stroke: `${color}99`, width: 1 };
      return { ...line, width: 2, dash: [...dash] };
    });
  }

  #bands(): uPlot.Band[] {
    const { columns, names, inks } = this.#drawing;
    const runs = names.length;
    if (columns.length - 1 <= runs) return [];
    return names.map((_, k) => ({
      series: [3 * runs + k + 1, 2 * runs + k + 1],
      fill: `${inks[k]?.color}33`,
    }));
  }

  /** Each run's name at the end of its curve, moved apart where they would touch. */
  #name(u: uPlot): void {
    const { ctx, bbox } = u;
    const { names, bounds, inks } = this.#drawing;
    const ratio = devicePixelRatio;
    const ends = names.flatMap((name, k) => {
      const values = u.data[k + 1] ?? [];
      let last = values.length - 1;
      while (last >= 0 && values[last] == null) last--;
      // hidden, or never on this axis
      if (last < 0) return [];
      const y = u.valToPos(values[last] ?? bounds[1], 'y', true);
      return {
        name: shortened(name, mostLetters),
        color: inks[k]?.color ?? '',
        y: Math.max(bbox.top, Math.min(bbox.top + bbox.height, y)),
      };
    });
    ends.sort((a, b) => a.y - b.y);
    const line = 17 * ratio;
    let free = bbox.top - line;
    for (const end of ends) {
      end.y = Math.max(end.y, free + line);
      free = end.y;
    }
    const over = free - (bbox.top + bbox.height);
    ctx.save();
    ctx.font = `500 ${13 * ratio}px system-ui, sans-serif`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    for (const { name, color, y } of ends) {
      ctx.fillStyle = color;
      ctx.fillText(name, bbox.left + bbox.width + 8 * ratio, over > 0 ? y - over : y, 76 * ratio);
    }
    ctx.restore();
  }
}

/** What cannot change in a plot that stands. */
function shape({ columns, names, inks, scale, theme }: Drawing): string {
  return JSON.stringify([columns.length, names, inks, scale, theme]);
}

function decades(low: number, high: number, height: number): number[] {
  const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const every = Math.max(1, Math.ceil(((to - from) * 26) / height));
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, k) => 10 ** (from + k * every));
}

/** A decade as people write it: 0.01, 1, 10⁻⁶; short enough for the margin. */
function power(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3 ? plain(10 ** exponent) : powerOfTen(exponent);
}
