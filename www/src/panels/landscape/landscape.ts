// The landscape: the loss on a plane through the weights of the run, around where it stands.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { drawColourBar } from '../../draw/colourbar';
import { format } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import { levels, lowest } from '../../draw/levels';
import { seenBy } from '../../engine/trainer';
import { choose, chosen } from '../chosen';
import mapStyle from '../maps/maps.css?inline';
import { Fields, stateLine } from '../maps/parts';
import { mapWords } from '../maps/words';
import { asked } from '../network/asked';
import type { Host, Learner, Panel } from '../panel';
import { drawn, paper } from '../parts/drawn';
import { runChoice } from '../parts/which';
import style from './landscape.css?inline';
import { Making } from './making';
import { cellAt, drawPicture, type Land, landOf, middleOf, scalesOf } from './picture';
import { landscapeWords } from './words';

export function open(host: Host): Panel {
  return new Landscape(host);
}

/** As many training rows are averaged over. */
const mostRows = 1024;
const mostSeed = 2 ** 32 - 1;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

class Landscape implements Panel {
  #host: Host;
  #making: Making | undefined;
  #fields: Fields;
  #canvas = document.createElement('canvas');
  #observer = new ResizeObserver(() => this.#draw());
  /** What is shown, prepared once. */
  #land: { readonly of: unknown; readonly land: Land } | undefined;
  /** A point of the plane. */
  #cursor: readonly [a: number, b: number] | undefined;
  #drawn: readonly unknown[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
    const canvas = this.#canvas;
    canvas.className = 'land';
    canvas.tabIndex = 0;
    canvas.dataset.help = 'landscape-picture';
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-describedby', 'landscape-says landscape-help');
    canvas.addEventListener('pointermove', (event) => this.#point(event));
    canvas.addEventListener('pointerleave', () => this.#move(undefined));
    canvas.addEventListener('blur', () => this.#move(undefined));
    canvas.addEventListener('keydown', (event) => this.#key(event));
    this.#observer.observe(canvas);
  }

  close(): void {
    this.#observer.disconnect();
    this.#making?.close();
  }

  render(): TemplateResult {
    const host = this.#host;
    const { learner, words } = host;
    if (!learner) return html``;
    this.#making ??= new Making(() => host.update(), learner.shop);
    const making = this.#making;
    this.#want(learner, making);
    const own = landscapeWords[words.tag];
    const { plane, seed, radius } = chosen(host, 'landscape');
    this.#canvas.setAttribute('aria-label', own.name(host.names[host.selected] ?? ''));
    this.#canvas.setAttribute('aria-roledescription', own.kind);
    queueMicrotask(() => this.#draw());
    const side = making.shown?.side ?? 0;
    const done = own.done(side * side, Math.min(mostRows, learner.lesson.parts[0]));
    return html`<style>${mapStyle}${style}</style>
      <div class="map-settings">
        ${host.names.length > 1 ? runChoice(host, { label: mapWords[words.tag].run, about: 'map-run' }) : nothing}
        ${choice({
          label: own.plane,
          about: 'landscape-plane',
          value: plane,
          options: (['random', 'path'] as const).map((value) => ({ value, text: own.planes[value] })),
          change: (to) => choose(host, 'landscape', { plane: to as typeof plane }),
        })}
      </div>
      ${
        making.waits
          ? html`<div class="map-state" data-help="map-state"><span>${own.waits}</span></div>`
          : stateLine(host, making, done)
      }
      ${this.#canvas}
      <p class="says" id="landscape-says" data-help="landscape-says" aria-live="polite">${this.#says(learner)}</p>
      <p class="unseen" id="landscape-help">${own.help}</p>
      ${this.#bar()}
      ${
        plane === 'random'
          ? html`<div class="map-settings">
              ${this.#fields.field({ id: 'landscape-radius', about: 'landscape-radius', label: own.radius, value: radius, low: 0.001, high: 1000, change: (to) => choose(host, 'landscape', { radius: to }) })}
              ${this.#fields.field({ id: 'landscape-seed', about: 'landscape-seed', label: own.seed, value: seed, low: 0, high: mostSeed, whole: true, change: (to) => choose(host, 'landscape', { seed: to }) })}
              <button type="button" class="word" data-help="landscape-redraw" @click=${() => choose(host, 'landscape', { seed: (seed + 1) % mostSeed })}>${own.redraw}</button>
            </div>`
          : nothing
      }`;
  }

  #want(learner: Learner, making: Making): void {
    const of = asked(this.#host);
    const progress = learner.pupils[learner.run]?.progress;
    if (!of || !progress) return;
    const { plane, seed, radius } = chosen(this.#host, 'landscape');
    const at = learner.epoch ?? seenBy(progress);
    const [drawnFrom, far] = plane === 'random' ? [seed, radius] : [undefined, 1];
    const key = JSON.stringify([of.lesson, of.manner, learner.run, at, drawnFrom, far]);
    making.want({ key, run: learner.run, learner: () => this.#host.learner, seed: drawnFrom, radius: far, epochs: at });
  }

  get #shown(): Land | undefined {
    const shown = this.#making?.shown;
    if (!shown) return undefined;
    if (this.#land?.of !== shown) this.#land = { of: shown, land: landOf(shown.look, shown.side) };
    return this.#land?.land;
  }

  /** What is under the hand; else how the run stands, and what the plane is. */
  #says({ pupils }: Learner): string {
    const [land, shown] = [this.#shown, this.#making?.shown];
    if (!land || !shown) return '';
    const own = landscapeWords[this.#host.words.tag];
    const cell = this.#cursor && cellAt(land, this.#cursor);
    if (cell !== undefined) return own.at(...middleOf(land, cell), land.values[cell] ?? Number.NaN);
    const { epochs, run, seed } = shown.wish;
    const isWhole = Number.isInteger(epochs);
    const loss = isWhole ? pupils[run]?.series.loss?.[epochs] : undefined;
    const at = isWhole ? own.after(epochs) : own.within(Math.ceil(epochs));
    const here = own.here(at, loss, land.values[land.lowest] ?? Number.NaN);
    if (seed !== undefined) return `${here} ${own.unit}`;
    const moved = land.path.some((place) => place !== 0);
    return `${here} ${moved ? own.kept(shown.look.kept) : own.still}`;
  }

  /** What the shades mean. */
  #bar(): TemplateResult | typeof nothing {
    const of = this.#shown?.heights;
    if (!of) return nothing;
    const { words, inks } = this.#host;
    const [low, high] = [format(lowest(of)), format(of.high)];
    const ramp = words.plane.ramp[of.ramp];
    return html`<div class="shades" data-help="landscape-shades">
      <span>${landscapeWords[words.tag].loss}, ${ramp}</span> <b>${low}</b>
      <canvas
        role="img" aria-label=${words.plane.heights(low, high, ramp)}
        ${drawn((canvas) => {
          const on = paper(canvas);
          if (on) drawColourBar(on.ctx, on.width, on.height, of, levels(of), inks);
        })}
      ></canvas>
      <b>${high}</b>
    </div>`;
  }

  #point(event: MouseEvent): void {
    const land = this.#shown;
    if (!land) return;
    const { left, top } = this.#canvas.getBoundingClientRect();
    const to = scalesOf(land, this.#canvas.clientWidth, this.#canvas.clientHeight);
    this.#move(to.at(event.clientX - left, event.clientY - top));
  }

  #move(to: readonly [number, number] | undefined): void {
    if (to?.join() === this.#cursor?.join()) return;
    this.#cursor = to;
    this.#host.update();
  }

  #key(event: KeyboardEvent): void {
    const land = this.#shown;
    if (!land || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = arrows[event.key];
    const { columns, rows } = land.grid;
    if (by) {
      const cell = cellAt(land, this.#cursor ?? [0, 0]) ?? 0;
      const far = event.shiftKey ? 8 : 1;
      const [x, y] = this.#cursor ? [by[0] * far, by[1] * far] : [0, 0];
      const column = Math.max(0, Math.min(columns - 1, (cell % columns) + x));
      const row = Math.max(0, Math.min(rows - 1, Math.floor(cell / columns) + y));
      this.#move(middleOf(land, row * columns + column));
    } else if (event.key === 'Escape') this.#move(undefined);
    else return;
    event.preventDefault();
  }

  #draw(): void {
    const [land, making] = [this.#shown, this.#making];
    const { clientWidth, clientHeight } = this.#canvas;
    if (!land || !making?.shown || clientWidth === 0) return;
    const { inks, theme } = this.#host;
    const { run, seed } = making.shown.wish;
    const cursor = this.#cursor && cellAt(land, this.#cursor);
    const fresh = making.current;
    const key = [land, fresh, theme, this.#host.slot(run), clientWidth, clientHeight, devicePixelRatio, cursor];
    if (key.every((one, k) => one === this.#drawn[k])) return;
    this.#drawn = key;
    const on = paper(this.#canvas);
    const ink = inkOfRun(this.#host.slot(run), theme);
    if (on) drawPicture(on.ctx, on.width, on.height, { land, withPath: seed === undefined, ink, inks, cursor, fresh });
  }
}
