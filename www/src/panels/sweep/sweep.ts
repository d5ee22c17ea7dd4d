// The sweep: every learning rate with every value of another hyper-parameter, and what comes of each.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { pointer } from '../../document/pointer';
import { format, plain } from '../../draw/format';
import { css, plainInks, sweepInk } from '../../draw/map-inks';
import { type Chosen, choose, chosen } from '../chosen';
import { type Asked, asked } from '../maps/asked';
import mapStyle from '../maps/maps.css?inline';
import { Fields, stateLine } from '../maps/parts';
import { mapWords } from '../maps/words';
import type { Host, Panel } from '../panel';
import { settingNames } from '../parts/settings';
import { Which } from '../parts/which';
import { boxOf, cellAt, drawChart } from './chart';
import { Making } from './making';
import { type Axis, axisOf, limitsOf, othersOf, shareOf, valueAt } from './ranges';
import { byLoss, bySteps, type Shading } from './shades';
import style from './sweep.css?inline';
import { sweepWords } from './words';

export function open(host: Host): Panel {
  return new Sweep(host);
}

type Colour = NonNullable<Chosen<'sweep'>['colour']>;

const usualSteps = 1000;
const mostSteps = 100_000;
const cellCount = { columns: 48, rows: 32, alone: 96 };

class Sweep implements Panel {
  #host: Host;
  #making: Making;
  #fields: Fields;
  #canvas = document.createElement('canvas');
  #observer = new ResizeObserver(() => this.#draw());
  #which: Which;
  /** Ends that nobody has typed, by the surface, the optimizer and the hyper-parameter. */
  #ends = new Map<string, readonly [number, number]>();
  #cursor: readonly [column: number, row: number] | undefined;
  #drawn: readonly unknown[] = [];
  #shaded: { readonly of: readonly unknown[]; readonly shading: Shading } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
    this.#which = new Which(host, 'sweep');
    this.#making = new Making(() => host.update());
    this.#canvas.className = 'cells';
    this.#canvas.tabIndex = 0;
    this.#canvas.dataset.help = 'sweep-chart';
    this.#canvas.setAttribute('role', 'application');
    this.#canvas.setAttribute('aria-describedby', 'sweep-says sweep-help');
    this.#canvas.addEventListener('pointermove', (event) => this.#point(event));
    this.#canvas.addEventListener('pointerleave', () => this.#move(undefined));
    this.#canvas.addEventListener('blur', () => this.#move(undefined));
    this.#canvas.addEventListener('click', (event) => {
      this.#point(event);
      this.#take();
    });
    this.#canvas.addEventListener('keydown', (event) => this.#key(event));
    this.#observer.observe(this.#canvas);
  }

  close(): void {
    this.#observer.disconnect();
    this.#making.close();
  }

  render(): TemplateResult {
    const host = this.#host;
    this.#which.heed();
    const of = asked(host);
    if (!of) return html``;
    this.#want(of);
    const words = host.words;
    const own = sweepWords[words.tag];
    const others = othersOf(of.optimizer.values);
    const [rateName, otherName] = this.#names(of);
    const label = own.chart(host.names[host.selected] ?? '', rateName, otherName || undefined);
    this.#canvas.setAttribute('aria-label', label);
    this.#canvas.setAttribute('aria-roledescription', own.kind);
    this.#canvas.classList.toggle('alone', !this.#otherOf(of));
    queueMicrotask(() => this.#draw());
    return html`<style>${mapStyle}${style}</style>
      <div class="map-settings">
        ${host.names.length > 1 ? this.#which.render({ label: mapWords[words.tag].run, about: 'map-run' }) : nothing}
        ${choice({
          label: own.other,
          about: 'sweep-other',
          value: this.#otherOf(of) ?? '',
          options: [
            ...others.map((name) => ({ value: name, text: settingNames[words.tag][name] ?? name })),
            { value: '', text: own.none },
          ],
          // what was typed was the old one's range
          change: (other) => choose(host, 'sweep', { other, values: undefined }),
        })}
        ${choice({
          label: own.colour,
          about: 'sweep-colour',
          value: this.#colourOf(of),
          options: (['minimum', 'below', 'final'] as const)
            .filter((colour) => colour !== 'minimum' || this.#hasMinima)
            .map((value) => ({ value, text: own[value] })),
          change: (colour) => choose(host, 'sweep', { colour: colour as Colour }),
        })}
        ${this.#colourOf(of) === 'below' ? this.#number('sweep-below', 'sweep-below', own.value, this.#chosen.below, -1e300, 1e300, (below) => choose(host, 'sweep', { below })) : nothing}
        ${this.#number('sweep-steps', 'map-steps', own.steps, this.#stepsOf(of), 1, mostSteps, (steps) => choose(host, 'sweep', { steps }), true)}
      </div>
      ${this.#state()}
      ${this.#canvas}
      <p class="says" id="sweep-says" data-help="sweep-says" aria-live="polite">${this.#says(of)}</p>
      <p class="unseen" id="sweep-help">${own.help}</p>
      ${this.#bar(of)}
      <div class="map-settings">${this.#range(of, 'lr')}${this.#range(of, this.#otherOf(of))}</div>`;
  }

  get #chosen(): Chosen<'sweep'> {
    return chosen(this.#host, 'sweep');
  }

  get #hasMinima(): boolean {
    return (this.#host.finished?.opened.minima.length ?? 0) > 0;
  }

  #otherOf({ optimizer }: Asked): string | undefined {
    const others = othersOf(optimizer.values);
    const { other } = this.#chosen;
    if (other === '') return undefined;
    return other !== undefined && others.includes(other) ? other : others[0];
  }

  /** By default the loss at the end: it tells settings apart also where none of them gets there. */
  #colourOf(_: Asked): Colour {
    const { colour } = this.#chosen;
    return colour && (colour !== 'minimum' || this.#hasMinima) ? colour : 'final';
  }

  #stepsOf({ steps }: Asked): number {
    return this.#chosen.steps ?? Math.max(1, Math.min(usualSteps, steps));
  }

  #axis({ optimizer, run, surface }: Asked, name: string, count: number): Axis {
    const key = `${surface} ${optimizer.kind} ${name}`;
    const value = Number(optimizer.values[name]);
    const limit = this.#host.finished?.runs[run]?.summary.limit;
    const axis = axisOf(name, Number.isFinite(value) ? value : 0.1, count, limit ?? undefined);
    // a range once shown stays, or it would move with every value that is taken over
    const shown = this.#ends.get(key) ?? [axis.from, axis.to];
    this.#ends.set(key, shown);
    const { low, high } = limitsOf(name);
    const typed = this.#chosen[name === 'lr' ? 'rates' : 'values'];
    const [from, to] = typed?.every((end) => end >= low && end <= high) ? typed : shown;
    return { ...axis, from, to };
  }

  #want(of: Asked): void {
    const name = this.#otherOf(of);
    const rate = this.#axis(of, 'lr', name === undefined ? cellCount.alone : cellCount.columns);
    const other = name === undefined ? undefined : { name, axis: this.#axis(of, name, cellCount.rows) };
    const below = this.#colourOf(of) === 'below' ? this.#chosen.below : undefined;
    const steps = this.#stepsOf(of);
    const { lr: _, [name ?? 'lr']: __, ...rest } = of.optimizer.values;
    const key = JSON.stringify([of.course, rest, rate, other, steps, below]);
    this.#making.want({ key, text: of.text, run: of.run, rate, other, steps, below });
  }

  #names(of: Asked): [string, string] {
    const setting = settingNames[this.#host.words.tag];
    const name = this.#otherOf(of);
    return [setting.lr ?? 'lr', name === undefined ? '' : (setting[name] ?? name)];
  }

  #number(
    id: string,
    about: string,
    label: string,
    value: number,
    low: number,
    high: number,
    set: (value: number) => void,
    whole = false,
  ): TemplateResult {
    return this.#fields.field({ id, about, label, value, low, high, whole, change: set });
  }

  /** Between which values a hyper-parameter is swept. */
  #range(of: Asked, name: string | undefined): TemplateResult | typeof nothing {
    if (name === undefined) return nothing;
    const { words } = this.#host;
    const own = sweepWords[words.tag];
    const { from, to } = this.#axis(of, name, 1);
    const { low, high } = limitsOf(name);
    const label = settingNames[words.tag][name] ?? name;
    const end = (k: 0 | 1, text: string, value: number, low: number, high: number) =>
      this.#fields.field({
        id: `sweep-${name}-${k}`,
        about: 'sweep-range',
        label: text,
        name: `${label}, ${text}`,
        value,
        low,
        high,
        change: (x) => {
          choose(this.#host, 'sweep', { [name === 'lr' ? 'rates' : 'values']: k === 0 ? [x, to] : [from, x] });
        },
      });
    return html`<div class="range" data-help="sweep-range"><span>${label}</span>${end(0, own.from, from, low, to)}${end(1, own.to, to, from, high)}</div>`;
  }

  #state(): TemplateResult {
    const { shown } = this.#making;
    const done = shown ? sweepWords[this.#host.words.tag].done(shown.rows * shown.wish.rate.count) : '';
    return stateLine(this.#host, this.#making, done);
  }

  /** What the colours mean now. */
  #shading(of: Asked): Shading | undefined {
    const { shown, version } = this.#making;
    if (!shown) return undefined;
    const colour = this.#colourOf(of);
    const key = [shown, version, colour];
    if (!this.#shaded || key.some((one, k) => one !== this.#shaded?.of[k])) {
      const start = this.#host.finished?.runs[of.run]?.loss[0] ?? Number.POSITIVE_INFINITY;
      this.#shaded = { of: key, shading: colour === 'final' ? byLoss(shown, start) : bySteps(shown) };
    }
    return this.#shaded.shading;
  }

  #bar(of: Asked): TemplateResult | typeof nothing {
    const shading = this.#shading(of);
    if (!shading) return nothing;
    const { words, theme } = this.#host;
    const own = sweepWords[words.tag];
    const counted = this.#colourOf(of) !== 'final';
    const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => css(sweepInk(share, theme)));
    const [best, worst] = (shading.ends ?? []).map(
      (x, k) => (shading.beyond?.[k] ? '≤≥'.charAt(k) : '') + (counted ? plain(x) : format(x, 2)),
    );
    return html`<div class="map-bar" data-help="sweep-bar">
      ${
        best === undefined
          ? nothing
          : html`<span>${counted ? own.bar.steps : own.bar.final}</span>
            <span class="ramp-map"><b>${best}</b><i class="patch" style="background: linear-gradient(to right, ${stops.join(', ')})"></i><b>${worst}</b></span>`
      }
      ${counted ? html`<span data-help="sweep-missed"><i class="patch" style="background: ${css(plainInks[theme].nowhere[1])}"></i>${own.missed}</span>` : nothing}
      <span data-help="map-diverged"><i class="patch"></i>${own.diverged}</span>
    </div>`;
  }

  /** The setting under the hand, else the one that holds now. */
  #says(of: Asked): string {
    const { shown } = this.#making;
    if (!shown) return '';
    const own = sweepWords[this.#host.words.tag];
    const [x, y] = this.#names(of);
    const { rate, other, steps } = shown.wish;
    const setting = (a: number, b: number) => [own.setting(x, a), ...(other ? [own.setting(y, b)] : [])].join(', ');
    if (!this.#cursor) {
      const [run, now] = [this.#host.finished?.runs[of.run], setting(...this.#now(of))];
      const value = run?.loss[steps];
      const outcome = typeof run?.summary.status === 'object' ? 'diverged' : 'missed';
      // how soon it is there nobody has counted, and of more steps than it takes nothing is known
      const says = value === undefined && outcome === 'missed' ? now : own.says(now, outcome, 0, value ?? 0, false);
      return `${own.now} ${says}`;
    }
    const [column, row] = this.#cursor;
    const cell = shown.cell(column, row);
    if (!cell) return '';
    const [a, b] = [valueAt(rate, column), other ? valueAt(other.axis, row) : 0];
    return own.says(setting(a, b), cell.outcome, cell.steps, cell.value, this.#colourOf(of) !== 'final');
  }

  #now({ optimizer }: Asked): [number, number] {
    const other = this.#making.shown?.wish.other;
    return [Number(optimizer.values.lr), other ? Number(optimizer.values[other.name]) : 0];
  }

  /** The cell nearest to the setting that holds now. */
  #nowCell(of: Asked): [number, number] | undefined {
    const { shown } = this.#making;
    if (!shown) return undefined;
    const [x, y] = this.#now(of);
    const { rate, other } = shown.wish;
    const near = (axis: Axis, value: number) => Math.round(shareOf(axis, value) * (axis.count - 1));
    const cell: [number, number] = [near(rate, x), other ? near(other.axis, y) : 0];
    const inside = cell[0] >= 0 && cell[0] < rate.count && cell[1] >= 0 && cell[1] < shown.rows;
    return inside ? cell : undefined;
  }

  #point(event: MouseEvent): void {
    const { shown } = this.#making;
    if (!shown) return;
    const { clientWidth, clientHeight } = this.#canvas;
    const { left, top } = this.#canvas.getBoundingClientRect();
    this.#move(cellAt(shown, boxOf(clientWidth, clientHeight), event.clientX - left, event.clientY - top));
  }

  #move(to: readonly [number, number] | undefined): void {
    if (to?.join() === this.#cursor?.join()) return;
    this.#cursor = to;
    this.#host.update();
  }

  #key(event: KeyboardEvent): void {
    const { shown } = this.#making;
    const of = asked(this.#host);
    if (!shown || !of || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = arrows[event.key];
    if (by) {
      const { count } = shown.wish.rate;
      const [column, row] = this.#cursor ?? this.#nowCell(of) ?? [Math.floor(count / 2), Math.floor(shown.rows / 2)];
      const far = event.shiftKey ? 5 : 1;
      const [x, y] = this.#cursor ? [column + far * by[0], row + far * by[1]] : [column, row];
      this.#move([Math.max(0, Math.min(count - 1, x)), Math.max(0, Math.min(shown.rows - 1, y))]);
    } else if (event.key === 'Enter') this.#take();
    else if (event.key === 'Escape') this.#move(undefined);
    else return;
    event.preventDefault();
  }

  /** The setting that is pointed at becomes the run's: one edit. */
  #take(): void {
    const { shown } = this.#making;
    const of = asked(this.#host);
    // a sweep of something else says nothing of this run
    if (!shown || !of || !this.#cursor || !this.#making.current) return;
    const { rate, other } = shown.wish;
    const taken = (axis: Axis, k: number) => Number(valueAt(axis, k).toPrecision(3));
    const { kind, values } = of.optimizer;
    const next = {
      ...values,
      lr: taken(rate, this.#cursor[0]),
      ...(other && { [other.name]: taken(other.axis, this.#cursor[1]) }),
    };
    this.#host.edit(pointer('runs', of.run, 'optimizer'), { [kind]: next });
  }

  #draw(): void {
    const { shown, version, fresh } = this.#making;
    const of = asked(this.#host);
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const shading = of && this.#shading(of);
    if (!shown || !of || !shading || width === 0) return;
    const { theme } = this.#host;
    const [now, names, ratio] = [this.#now(of), this.#names(of), devicePixelRatio];
    const key = [shown, version, fresh, shading, theme, ...now, ...names, width, height, ratio, this.#cursor?.join()];
    if (key.every((one, k) => one === this.#drawn[k])) return;
    this.#drawn = key;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    const ctx = this.#canvas.getContext('2d');
    if (!ctx) return;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { shade } = shading;
    drawChart(ctx, boxOf(width, height), { known: shown, shade, fresh, theme, names, now, cursor: this.#cursor });
  }
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
