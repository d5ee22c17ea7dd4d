// The curves under the plane: what they are of is chosen in their caption, and looking along them shows every run at a
// step. They come after the first picture.

import { html, nothing, render, type TemplateResult } from 'lit';
import sheet from 'uplot/dist/uPlot.min.css?inline';
import { format } from '../../draw/format';
import { drawGlance } from '../../draw/glance';
import { inkOfRun } from '../../draw/inks';
import type { Scales } from '../../draw/scales';
import type { Result, Trace } from '../../engine/client';
import { type Choosing, choose, chosen } from '../../panels/chosen';
import { Answer, type Host } from '../../panels/panel';
import { nameOf } from '../../panels/probe/asking';
import type { CurveWords } from '../../text/curves';
import { endsOutside } from '../settings';
import { ofAll, type Telling, type Told } from './all';
import { caption } from './caption';
import own from './curves.css?inline';
import {
  type Against,
  boundsOf,
  columns,
  decades,
  endOf,
  type Line,
  placeOf,
  positive,
  type Quantity,
  type Scale,
  stepAt,
  valueAt,
} from './lines';
import { Plot } from './plot';
import { curveWords } from './words';

/** As many runs as the readout has lines for. */
const mostRead = 8;
/** Of surfaces there are always these; a minimum may not be known. */
const ofSurfaces: readonly Quantity[] = ['loss', 'distance', 'gradient_norm', 'lr'];
/** Pixels that a finger may tremble. */
const slack = 6;
/** Some frames. */
const apartMs = 50;
/** What Page Up and Page Down move by: a share of all steps. */
const page = 0.1;

/** What quartiles are told of, of a network. */
const ofMany = /loss|accuracy/;

export class Curves {
  #caption: HTMLElement;
  #chart: HTMLElement;
  #host: Host;
  #draw: () => void;
  #shown: readonly Line[] = [];
  /** Whether they have a place on a logarithmic scale, and go through more than one decade. */
  #hasLog = true;
  #isWide = false;
  /** With many seeds: medians, then lower, then upper quartiles. */
  #many: readonly Line[] = [];
  #plot: Plot | undefined;
  /** The place that is looked at. */
  #glance: number | undefined;
  #cross = document.createElement('div');
  #readout = document.createElement('div');
  #soon: ReturnType<typeof setTimeout> | 0 = 0;
  #observer = new ResizeObserver(() => this.#resize());
  #values = new Answer<Told<Float64Array>>({ update: () => this.show() });
  #evaluations = new Answer<Told<Float64Array>>({ update: () => this.show() });
  #spread = new Answer<Told<readonly [Float64Array, Float64Array, Float64Array]>>({ update: () => this.show() });

  /** `figure` has a caption and a chart; `draw` draws the plane anew. */
  constructor(figure: HTMLElement, host: Host, draw: () => void) {
    this.#caption = figure.querySelector('figcaption') as HTMLElement;
    this.#chart = figure.querySelector('.chart') as HTMLElement;
    this.#host = host;
    this.#draw = draw;
    const style = document.createElement('style');
    style.textContent = sheet + own;
    this.#chart.append(style);
    this.#chart.tabIndex = 0;
    this.#chart.role = 'slider';
    [this.#cross.className, this.#readout.className] = ['cross', 'readout'];
    this.#listen();
    this.#observer.observe(this.#chart);
  }

  stop(): void {
    clearTimeout(this.#soon);
    this.#observer.disconnect();
    this.#plot?.stop();
  }

  /** Shows what there is in a frame of its own: words have just been made anew. */
  soon(): void {
    this.#soon ||= setTimeout(() => this.show(), apartMs);
  }

  /** Shows what there is now; what is still to be asked for comes when it is here. */
  show(): void {
    clearTimeout(this.#soon);
    this.#soon = 0;
    const { names, theme, finished } = this.#host;
    if (!finished) return;
    const { quantity } = this.#what;
    const lines = this.#lines(quantity);
    if (!lines) {
      this.#title();
      return;
    }
    this.#shown = lines;
    [this.#hasLog, this.#isWide] = [positive(lines), decades(lines) > 1];
    const { scale, against } = this.#what;
    this.#title();
    const end = endOf(lines, finished.steps);
    this.#many = this.#spreadOf(quantity, lines);
    const all = [...lines, ...this.#many];
    const bounds = boundsOf(all, scale, quantity !== 'loss');
    const inks = names.map((_, k) => inkOfRun(this.#host.slot(k), theme));
    const per = against === 'seconds' ? 1e6 : 1;
    const drawing = { columns: columns(all, end, scale), names, inks, end, per, bounds, scale, theme };
    if (!this.#plot?.take(drawing)) {
      if (this.#chart.clientWidth === 0) return;
      this.#plot?.stop();
      this.#plot = new Plot(this.#chart, drawing);
      this.#plot.over.append(this.#cross, this.#readout);
    }
    this.drawStep(this.#host.step);
    this.read();
  }

  /** What is still to come lies behind a veil. */
  drawStep(step: number): void {
    const [plot, line] = [this.#plot, this.#line];
    if (plot && line) plot.veil(placeOf(line, step));
  }

  /** On the plane: where every run is at the step that is looked at. */
  over(ctx: CanvasRenderingContext2D, scales: Scales): void {
    if (this.#glance === undefined) return;
    for (const k of this.#host.seen) {
      const [line, path = []] = [this.#shown[k], this.#host.finished?.runs[k]?.path];
      const step = line ? stepAt(line, this.#glance) : -1;
      const [x, y] = [path[2 * step], path[2 * step + 1]];
      if (x !== undefined && y !== undefined) {
        drawGlance(ctx, scales.x(x), scales.y(y), inkOfRun(this.#host.slot(k), this.#host.theme));
      }
    }
  }

  /** The run that says which step a place is. */
  get #line(): Line | undefined {
    return this.#shown[this.#host.selected] ?? this.#shown[0];
  }

  #lines(quantity: Quantity): Line[] | undefined {
    const { finished, domain, seen } = this.#host;
    if (!finished || !domain) return undefined;
    const key = nameOf(finished.runs);
    const tell = (run: number): Promise<Result<Float64Array | undefined>> =>
      quantity === 'distance' ? this.#host.tell('distances', run) : this.#host.tell('series', run, quantity);
    const values =
      quantity === 'loss' ? finished.runs.map(({ loss }) => loss) : this.#all(this.#values, `${quantity} ${key}`, tell);
    const places = this.#places(key);
    if (!values || !places) return undefined;
    return finished.runs.map((run, k) => ({
      values: (seen.includes(k) ? values[k] : undefined) ?? new Float64Array(),
      first: quantity === 'gradient_norm' || quantity === 'lr' ? 1 : 0,
      places: places[k],
      end: endOfRun(run, places[k], finished.steps),
      stays: seen.includes(k) && (quantity === 'lr' || !endsOutside(run, domain)),
    }));
  }

  /** Where each step of each run stands; empty where steps are counted. */
  #places(key: string): readonly (Float64Array | undefined)[] | undefined {
    const { against } = this.#what;
    if (against === 'steps') return [];
    if (against !== 'evaluations') return this.#host.finished?.runs.map(({ places }) => places?.[against]);
    return this.#all(this.#evaluations, key, (run) => this.#host.tell('evaluations', run));
  }

  #all<T>(...[answer, key, tell, about]: [Answer<Told<T>>, string, (run: number) => Telling<T>, string?]) {
    return ofAll(answer, key, this.#host.finished?.runs.length ?? 0, tell, about);
  }

  #spreadOf(quantity: Quantity, lines: readonly Line[]): Line[] {
    const { document, finished, learner } = this.#host;
    const repeat = (document as { repeat?: number } | null)?.repeat ?? 1;
    const isTold = learner ? ofMany.test(quantity) : quantity === 'loss';
    if (!isTold || repeat < 2 || !finished) return [];
    const about = `${quantity} ${finished.opened.text} `;
    const all = this.#all(
      this.#spread,
      about + nameOf(finished.runs),
      (run) => (learner ? learner.askOf(run, 'spread', quantity) : this.#host.tell('spread', run)),
      // while more is learned the last answer is shown
      about,
    );
    if (!all) return [];
    return [1, 0, 2].flatMap((which) =>
      lines.map((line, k) => ({ ...line, values: (line.values.length && all[k]?.[which]) || new Float64Array() })),
    );
  }

  /** What was chosen, as far as it can be shown. */
  get #what(): { readonly quantity: Quantity; readonly against: Against; readonly scale: Scale } {
    const { quantity: wanted, against, log } = chosen(this.#host, 'curves');
    const quantity = this.#there.includes(wanted) ? wanted : 'loss';
    return {
      quantity,
      against: this.#axes.includes(against) ? against : 'steps',
      scale: this.#hasLog && (log ?? this.#falls(quantity)) ? 'log' : 'linear',
    };
  }

  /** Whether it is told best by its decades. Shares never are; of a network's other curves, those that go through more than one. */
  #falls(quantity: Quantity): boolean {
    if (quantity === 'lr' || quantity.endsWith('accuracy')) return false;
    return !this.#series || this.#isWide;
  }

  /** The names of what a network has shown so far. */
  get #series(): readonly string[] | undefined {
    return this.#host.finished?.series;
  }

  /** What can be shown, in the order of the choice. */
  get #there(): readonly Quantity[] {
    const all = Object.keys(this.#words.quantities) as Quantity[];
    const { finished } = this.#host;
    if (this.#series) return all.filter((one) => this.#series?.includes(one));
    return finished?.opened.minima.length ? ofSurfaces : ofSurfaces.filter((one) => one !== 'distance');
  }

  /** What it can be drawn against. */
  get #axes(): readonly Against[] {
    return this.#series ? ['steps', 'updates', 'rows', 'seconds'] : ['steps', 'evaluations'];
  }

  get #words(): CurveWords {
    const { learner, words } = this.#host;
    const plain = curveWords[words.tag];
    return learner?.curves(plain) ?? plain;
  }

  #title(): void {
    const words = this.#words;
    const what = this.#what;
    const take = (to: Choosing<'curves'>) => {
      this.#look(undefined);
      choose(this.#host, 'curves', to);
      this.show();
    };
    render(
      caption({
        ...what,
        words,
        there: this.#there,
        axes: this.#axes,
        hasLog: this.#hasLog,
        choose: take,
      }),
      this.#caption,
    );
    this.#chart.ariaLabel = words.name(what.quantity);
  }

  #listen(): void {
    const chart = this.#chart;
    const go = (event: PointerEvent) => this.#go(this.#placeAt(event));
    /** Where a finger came down, until it is clear that it does not scroll the page. */
    let down: { readonly x: number; readonly y: number } | undefined;
    chart.addEventListener('pointerdown', (event) => {
      down = event.pointerType === 'touch' ? { x: event.clientX, y: event.clientY } : undefined;
      if (down || event.button !== 0) return;
      chart.setPointerCapture(event.pointerId);
      go(event);
    });
    chart.addEventListener('pointermove', (event) => {
      const [across, along] = down ? [Math.abs(event.clientX - down.x), Math.abs(event.clientY - down.y)] : [0, 0];
      if (down && (across < slack || across < along)) return;
      down = undefined;
      this.#look(this.#placeAt(event));
      if (event.buttons & 1) go(event);
    });
    chart.addEventListener('click', (event) => {
      if ((event as PointerEvent).pointerType === 'touch') go(event as PointerEvent);
    });
    chart.addEventListener('pointerup', (event) => {
      if (event.pointerType === 'touch') this.#look(undefined);
    });
    for (const type of ['pointerleave', 'pointercancel']) chart.addEventListener(type, () => this.#look(undefined));
    chart.addEventListener('focus', () => this.read());
    chart.addEventListener('blur', () => this.read());
    // the other keys of time are the figure's
    chart.addEventListener('keydown', (event) => {
      const { step, finished } = this.#host;
      const leap = Math.max(1, Math.round((finished?.steps ?? 0) * page));
      const by = { ArrowUp: 1, ArrowDown: -1, PageUp: leap, PageDown: -leap }[event.key];
      if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.#host.go(step + by);
    });
  }

  #placeAt({ clientX }: PointerEvent): number | undefined {
    const [plot, line] = [this.#plot, this.#line];
    if (!plot || !line) return undefined;
    const { left, width } = plot.over.getBoundingClientRect();
    const place = plot.place(Math.max(0, Math.min(width, clientX - left)));
    return placeOf(line, stepAt(line, place));
  }

  #go(place: number | undefined): void {
    const line = this.#line;
    if (line && place !== undefined) this.#host.go(stepAt(line, place));
  }

  #look(place: number | undefined): void {
    if (place === this.#glance) return;
    this.#glance = place;
    this.#draw();
    this.read();
  }

  /** The crosshair with every run's value: where the mouse looks, or at the current step while the keyboard is here. */
  read(): void {
    const [plot, line, chart] = [this.#plot, this.#line, this.#chart];
    const { step, finished } = this.#host;
    if (!plot || !line || !finished) return;
    const words = this.#words;
    const current = placeOf(line, step);
    const place = this.#glance ?? (chart.matches(':focus-visible') ? current : undefined);
    chart.ariaValueMin = '0';
    chart.ariaValueMax = String(finished.steps);
    chart.ariaValueNow = String(step);
    const told = this.#rows(current)
      .slice(0, mostRead)
      .map(({ name, text }) => `${name} ${text}`);
    chart.ariaValueText = `${words.at(current, this.#what.against)}. ${told.join(', ')}`;
    [this.#cross.hidden, this.#readout.hidden] = [place === undefined, place === undefined];
    if (place === undefined) return;
    const x = plot.x(place);
    this.#cross.style.left = `${x}px`;
    render(this.#table(place), this.#readout);
    // beside the line, on the side that has room
    const room = chart.clientWidth - plot.over.offsetLeft;
    this.#readout.style.maxWidth = `${room}px`;
    const width = this.#readout.offsetWidth;
    const left = x + 8 + width <= room ? x + 8 : Math.max(0, x - 8 - width);
    this.#readout.style.left = `${left}px`;
  }

  /** What every run that is seen has at a place. */
  #rows(place: number): { name: string; color: string; text: string }[] {
    const runs = this.#shown.length;
    return this.#host.seen.map((k) => {
      const of = (one: Line | undefined, digits = 4) =>
        (one && format(valueAt(one, stepAt(one, place)) ?? Number.NaN, digits)) ?? '';
      const [median, lower, upper] = [4, 3, 3].map((digits, kind) => of(this.#many[k + kind * runs], digits));
      return {
        name: this.#host.names[k] ?? '',
        color: inkOfRun(this.#host.slot(k), this.#host.theme).color,
        text: median ? `${median} (${lower}, ${upper})` : of(this.#shown[k]),
      };
    });
  }

  #table(place: number): TemplateResult {
    const words = this.#words;
    const rows = this.#rows(place);
    const more = rows.length - mostRead;
    return html`<b>${words.at(place, this.#what.against)}</b>${this.#many.length > 0 ? html`<i>${words.many}</i>` : nothing}
      ${rows
        .slice(0, mostRead)
        .map(({ name, color, text }) => html`<span style="color: ${color}">${name}</span><span>${text}</span>`)}
      ${more > 0 ? html`<i>${words.more(more)}</i>` : nothing}`;
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#chart;
    if (width === 0) return;
    if (this.#plot) {
      this.#plot.resize(width, height);
      this.drawStep(this.#host.step);
    } else this.show();
  }
}

/** Where a run that is still on its way will end, at its pace. */
function endOfRun({ summary }: Trace, places: Float64Array | undefined, steps: number): number | undefined {
  const done = (places?.length ?? 0) - 1;
  return places && done > 0 && summary.status === 'running'
    ? Math.round(((places[done] ?? 0) * steps) / done)
    : undefined;
}
