// The loss curves: uPlot on an axis that is fixed from the finished runs, brought after the first picture.

import uPlot from 'uplot';
import sheet from 'uplot/dist/uPlot.min.css?inline';
import { format, plain, powerOfTen, shortened } from '../draw/format';
import { inkOfRun, inks as inksOf, type Theme } from '../draw/inks';
import { ticks } from '../draw/scales';

export interface CurvesData {
  readonly steps: number;
  readonly runs: readonly Curve[];
}

export interface Curve {
  readonly name: string;
  readonly loss: Float64Array;
  /** It ends outside the picture, and must not set the scale. */
  readonly out: boolean;
  readonly hidden: boolean;
}

/** What is drawn of a curve: more points than this would only share pixels. */
const mostPoints = 2000;
/** Decades shown at most, and the share of the largest loss that a run may rise to before it is cut off. */
const mostDecades = 12;
const named = 3;
/** Letters of a name that the margin has room for. */
const mostLetters = 14;

export class Curves {
  #root: HTMLElement;
  #plot: uPlot | undefined;
  #data: CurvesData | undefined;
  #theme: Theme = 'light';
  #step = 0;
  #now = document.createElement('div');
  #shape = '';
  #bounds: readonly [number, number] = [0, 1];
  #observer: ResizeObserver;

  constructor(root: HTMLElement) {
    this.#root = root;
    const style = document.createElement('style');
    style.textContent = `${sheet} .now { position: absolute; top: 0; bottom: 0; right: 0; border-left: 1px solid; pointer-events: none; }`;
    root.append(style);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(root);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#plot?.destroy();
  }

  show(data: CurvesData, theme: Theme): void {
    this.#data = data;
    this.#theme = theme;
    const logarithmic = positive(data);
    this.#bounds = boundsOf(data, logarithmic);
    const shape = JSON.stringify([theme, logarithmic, data.steps, data.runs.map(({ name, hidden }) => [name, hidden])]);
    const points = table(data, logarithmic);
    if (this.#plot && shape === this.#shape) {
      this.#plot.setData(points as uPlot.AlignedData);
    } else if (this.#root.clientWidth > 0) {
      this.#plot?.destroy();
      this.#shape = shape;
      this.#plot = new uPlot(this.#options(data, logarithmic), points as uPlot.AlignedData, this.#root);
      this.#now.className = 'now';
      this.#plot.over.append(this.#now);
    }
    this.drawStep(this.#step);
  }

  /** What is still to come lies behind a veil. */
  drawStep(step: number): void {
    this.#step = step;
    if (!this.#plot) return;
    const inks = inksOf[this.#theme];
    this.#now.style.left = `${this.#plot.valToPos(step, 'x')}px`;
    this.#now.style.borderColor = inks.rule;
    this.#now.style.background = `color-mix(in srgb, ${inks.ground} 65%, transparent)`;
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#root;
    if (this.#plot && width > 0) {
      this.#plot.setSize({ width, height });
      this.drawStep(this.#step);
    } else if (this.#data && width > 0) this.show(this.#data, this.#theme);
  }

  #options(data: CurvesData, logarithmic: boolean): uPlot.Options {
    const inks = inksOf[this.#theme];
    const axis = {
      stroke: inks.quiet,
      font: '12px system-ui, sans-serif',
      grid: { stroke: inks.rule, width: 1 },
      ticks: { show: false },
      border: { show: false },
      // All decades that were asked for; uPlot would leave some out.
      filter: (_: uPlot, splits: number[]) => splits,
    };
    const decades = (low: number, high: number, height: number) => {
      const [from, to] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
      const every = Math.max(1, Math.ceil(((to - from) * 26) / height));
      return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, k) => 10 ** (from + k * every));
    };
    return {
      width: this.#root.clientWidth,
      height: this.#root.clientHeight,
      padding: [8, data.runs.length <= named ? 84 : 8, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: () => [0, Math.max(1, data.steps)] },
        y: { distr: logarithmic ? 3 : 1, range: () => [...this.#bounds] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          gap: 6,
          splits: (u) => ticks(0, Math.max(1, data.steps), u.width / 72),
          values: (_, values) => values.map(plain),
        },
        {
          ...axis,
          size: 40,
          gap: 8,
          splits: (u, _axis, low, high) =>
            logarithmic ? decades(low, high, u.height) : ticks(low, high, u.height / 40),
          values: (_, values) => values.map((value) => (logarithmic ? power(value) : format(value, 2))),
        },
      ],
      series: [
        {},
        ...data.runs.map(({ hidden }, k) => {
          const { color, dash } = inkOfRun(k, this.#theme);
          return { show: !hidden, stroke: color, width: 2, dash: [...dash], points: { show: false }, spanGaps: false };
        }),
      ],
      hooks: data.runs.length <= named ? { draw: [(u) => this.#name(u)] } : {},
    };
  }

  /** Each run's name at the end of its curve, moved apart where they would touch. */
  #name(u: uPlot): void {
    const { ctx, bbox } = u;
    const ratio = devicePixelRatio;
    const ends = (this.#data?.runs ?? []).flatMap(({ name, hidden }, k) => {
      if (hidden) return [];
      const values = u.data[k + 1] ?? [];
      let last = values.length - 1;
      while (last > 0 && values[last] == null) last--;
      const y = u.valToPos(values[last] ?? this.#bounds[1], 'y', true);
      return {
        name: shortened(name, mostLetters),
        color: inkOfRun(k, this.#theme).color,
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

/** A decade as people write it: 0.01, 1, 10⁻⁶; short enough for the margin. */
function power(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3 ? plain(10 ** exponent) : powerOfTen(exponent);
}

function positive({ runs }: CurvesData): boolean {
  return runs.every(({ loss }) => loss.every((value) => !(value < 0))) && runs.some(({ loss }) => (loss[0] ?? 0) > 0);
}

/** From the runs that stay in the picture; a run that flies off is cut where it leaves. */
function boundsOf({ runs }: CurvesData, logarithmic: boolean): [number, number] {
  const staying = runs.filter(({ out, hidden }) => !out && !hidden);
  let [low, high] = [Infinity, -Infinity];
  for (const { loss } of staying) {
    for (const value of loss) {
      if (logarithmic && value === 0) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const first = runs[0]?.loss[0] ?? 1;
  if (!(high >= low)) [low, high] = logarithmic ? [first / 100, first * 1000] : [first - 1, first + 1];
  if (!logarithmic) {
    const air = (high - low || 1) * 0.05;
    return [low - air, high + air];
  }
  const top = Math.ceil(Math.log10(high) - 1e-9);
  const bottom = Math.max(Math.floor(Math.log10(low) + 1e-9), top - mostDecades);
  return [10 ** Math.min(bottom, top - 1), 10 ** top];
}

/** Steps and one column a run; long runs are thinned to the highest and the lowest of each stretch, which no peak escapes. */
function table({ steps, runs }: CurvesData, logarithmic: boolean): (number | null)[][] {
  const stride = Math.max(1, Math.ceil((steps + 1) / mostPoints));
  const count = Math.floor(steps / stride) + 1;
  const at = Array.from({ length: count }, (_, k) => k * stride);
  const shown = (value: number | undefined) => (value === undefined || (logarithmic && !(value > 0)) ? null : value);
  if (stride === 1) return [at, ...runs.map(({ loss }) => at.map((k) => shown(loss[k])))];
  return [
    at,
    ...runs.map(({ loss }) => {
      const column: (number | null)[] = [];
      for (let k = 0; k < count; k += 2) {
        const from = k * stride;
        let [low, high] = [loss[from], loss[from]];
        for (let i = from + 1; i < Math.min(from + 2 * stride, loss.length); i++) {
          const value = loss[i] ?? 0;
          if (low === undefined || value < low) low = value;
          if (high === undefined || value > high) high = value;
        }
        column.push(shown(high), shown(low));
      }
      return column.slice(0, count);
    }),
  ];
}
