// The slices: f along x and along y through the point that is looked at, each with its tangent.

import { html, type TemplateResult } from 'lit';
import { live } from '../../controls/live';
import { get, pointer } from '../../document/pointer';
import { format, plain } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import { niceStep, type Scales, tidy } from '../../draw/scales';
import { Answer, type Host, type Panel } from '../panel';
import { paper } from '../parts/drawn';
import { Pace, Steady } from '../parts/pace';
import { answered, nameOf } from '../probe/asking';
import { drawCuts } from '../probe/marks';
import { type Point, pointOfRun, type Spot, spotOf } from '../probe/spot';
import { drawSlice, type Span, spanOf } from './chart';
import style from './slices.css?inline';
import { type SlicesWords, wordsOf } from './words';

export function open(host: Host): Panel {
  return new Slices(host);
}

type Axis = 0 | 1;

/** Both slices through a point, sampled over a part of the plane. */
interface Cut {
  readonly at: Point;
  readonly domain: Scales['domain'];
  readonly values: readonly [Float64Array, Float64Array];
  readonly value: number | null;
  readonly slopes: readonly [number | null, number | null];
  readonly heights: Span;
}

const samples = 240;
const startAt = pointer('task', 'surface', 'start');

class Slices implements Panel {
  #host: Host;
  #spot: Spot;
  #pace: Pace;
  #cut: Answer<Cut>;
  #steady: Steady<Cut>;
  #charts: readonly [HTMLCanvasElement, HTMLCanvasElement];
  #observer: ResizeObserver;
  /** What the charts show, by name: the same is not drawn twice. */
  #drawn = '';

  constructor(host: Host) {
    this.#host = host;
    this.#spot = spotOf(host);
    this.#pace = new Pace(host);
    this.#cut = new Answer(this.#pace);
    this.#steady = new Steady(this.#pace);
    this.#charts = [document.createElement('canvas'), document.createElement('canvas')];
    this.#observer = new ResizeObserver(() => this.#draw());
    for (const chart of this.#charts) this.#observer.observe(chart);
  }

  render(): TemplateResult {
    const words = wordsOf(this.#host.words.tag);
    const cut = this.#steady.of(this.#look());
    return html`<style>${style}</style>
      ${this.#slice(0, cut, words)}${this.#slice(1, cut, words)}
      <p class="note">${words.help}</p>`;
  }

  under(ctx: CanvasRenderingContext2D, scales: Scales): void {
    const cut = this.#look();
    if (cut) drawCuts(ctx, cut.at, scales, this.#host.inks);
  }

  over(): void {
    this.#pace.drawn();
    this.#draw();
  }

  close(): void {
    this.#observer.disconnect();
    this.#pace.stop();
  }

  #look(): Cut | undefined {
    const { domain } = this.#host;
    const at = this.#spot.now;
    if (!at || !domain) return undefined;
    const key = `${at} ${domain} ${nameOf(this.#host.finished?.runs)}`;
    return this.#cut.of(key, async () => {
      const [x0, x1, y0, y1] = domain;
      const sample = (...[a, b, c, d]: Scales['domain']) =>
        this.#host.tell('field', Float64Array.from([a, b, c, d]), c === d ? samples : 1, c === d ? 1 : samples);
      const [along, up, probe] = await Promise.all([
        sample(x0, x1, at[1], at[1]),
        sample(at[0], at[0], y0, y1),
        this.#host.tell('probe', ...at),
      ]);
      if ('failed' in along) return along;
      if ('failed' in up) return up;
      const [xs, ys] = [along.ok, up.ok?.reverse()];
      if (!xs || !ys) return { ok: undefined };
      return answered(probe, ({ value, gradient }) => ({
        at,
        domain,
        values: [xs, ys] as const,
        value,
        slopes: gradient,
        heights: spanOf([xs, ys], value),
      }));
    });
  }

  #draw(): void {
    const cut = this.#look();
    if (!cut) return;
    const { inks, theme, selected } = this.#host;
    const onRun = String(pointOfRun(this.#host)) === String(cut.at);
    const start = this.#start;
    const sizes = this.#charts.map(({ clientWidth, clientHeight }) => [clientWidth, clientHeight] as const);
    const drawn = `${nameOf(cut)} ${sizes} ${devicePixelRatio} ${theme} ${this.#host.slot(selected)} ${onRun} ${start}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    for (const [axis, chart] of this.#charts.entries()) {
      const sheet = paper(chart);
      if (!sheet) continue;
      const { ctx, width, height } = sheet;
      drawSlice(
        ctx,
        {
          values: cut.values[axis as Axis],
          across: [cut.domain[2 * axis] ?? 0, cut.domain[2 * axis + 1] ?? 0],
          heights: cut.heights,
          at: cut.at[axis as Axis],
          value: cut.value,
          slope: cut.slopes[axis as Axis],
          start: start?.[axis as Axis],
          color: onRun ? inkOfRun(this.#host.slot(selected), theme).color : inks.text,
        },
        width,
        height,
        inks,
      );
    }
  }

  /** Where the runs start: as the hand has it. */
  get #start(): Point | undefined {
    const { document, finished } = this.#host;
    const written = get(document, startAt) as Point | null | undefined;
    const [x, y] = finished?.runs[0]?.path ?? [];
    return written ?? (x === undefined || y === undefined ? undefined : [x, y]);
  }

  /** A chart, and over it a range whose thumb is the start. */
  #slice(axis: Axis, cut: Cut | undefined, words: SlicesWords): TemplateResult {
    const { domain, scales } = this.#host;
    const [letter, other] = axis === 0 ? (['x', 'y'] as const) : (['y', 'x'] as const);
    const slope = cut?.slopes[axis] ?? null;
    const told = slope === null ? '–' : format(slope, 4);
    const start = this.#start?.[axis] ?? 0;
    const [low, high] = [domain?.[2 * axis] ?? 0, domain?.[2 * axis + 1] ?? 1];
    const unit = scales?.unit ?? 1;
    const drag = (event: Event) =>
      this.#move(axis, Number((event.target as HTMLInputElement).value), niceStep(unit) / 10);
    const keys = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const step = niceStep(unit * 8) / (event.shiftKey ? 10 : 1);
      this.#move(axis, start + by * step, step);
    };
    return html`<div class="slice" data-help="slice">
      <h3>${words.title(letter, other, cut ? format(cut.at[1 - axis] ?? 0, 4) : '–')}</h3>
      <p class="slope" data-help="∂f/∂${letter}">
        <math><mfrac><mrow><mi>∂</mi><mi>f</mi></mrow><mrow><mi>∂</mi><mi>${letter}</mi></mrow></mfrac></math>
        <b>${told}</b>
      </p>
      <div class="cut">
        <span role="img" aria-label=${words.picture(letter, told)}>${this.#charts[axis]}</span>
        <input
          type="range" data-help="slice-start" min=${low} max=${high} step="any" aria-label=${words.start(letter)}
          aria-valuetext=${words.at(letter, plain(start))}
          .value=${live(String(start))} @input=${drag} @keydown=${keys}
        />
      </div>
    </div>`;
  }

  #move(axis: Axis, value: number, step: number): void {
    const start = this.#start;
    if (!start) return;
    const snapped = tidy(Math.round(value / step) * step, step);
    this.#host.edit(startAt, axis === 0 ? [snapped, start[1]] : [start[0], snapped]);
    this.#host.update();
  }
}
