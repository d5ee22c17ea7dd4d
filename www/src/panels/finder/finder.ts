// The search for a learning rate: one short training whose rate grows with each update, until it is too large.

import { html, nothing, type TemplateResult } from 'lit';
import { fromStart } from '../../document/changes';
import { pointer } from '../../document/pointer';
import { inkOfRun } from '../../draw/inks';
import { choose, chosen } from '../chosen';
import mapStyle from '../maps/maps.css?inline';
import { Fields, stateLine } from '../maps/parts';
import { mapWords } from '../maps/words';
import { type Asked, asked } from '../network/asked';
import type { Host, Panel } from '../panel';
import { paper } from '../parts/drawn';
import { runChoice } from '../parts/which';
import { drawChart, graphOfRates, nearest } from './chart';
import style from './finder.css?inline';
import { Making } from './making';
import { type Reason, reasonOf } from './reason';
import { finderWords, rounded } from './words';

export function open(host: Host): Panel {
  return new Finder(host);
}

/** Presses of an arrow from one end to the other. */
const presses = 100;
const arrows: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

class Finder implements Panel {
  #host: Host;
  #making: Making;
  #fields: Fields;
  #canvas = document.createElement('canvas');
  #observer = new ResizeObserver(() => this.#draw());
  /** The rate that is pointed at. */
  #cursor: number | undefined;
  #drawn: readonly unknown[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
    this.#making = new Making(() => host.update());
    const canvas = this.#canvas;
    canvas.tabIndex = 0;
    canvas.className = 'sought';
    canvas.dataset.help = 'finder-chart';
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-describedby', 'finder-says finder-help');
    canvas.addEventListener('pointermove', (event) => this.#move(this.#under(event)));
    canvas.addEventListener('pointerleave', () => this.#move(undefined));
    canvas.addEventListener('blur', () => this.#move(undefined));
    canvas.addEventListener('click', (event) => this.#take(this.#under(event)));
    canvas.addEventListener('keydown', (event) => this.#key(event));
    this.#observer.observe(canvas);
  }

  close(): void {
    this.#observer.disconnect();
    this.#making.close();
  }

  render(): TemplateResult {
    const host = this.#host;
    const of = asked(host);
    if (!of) return html``;
    this.#want(of);
    const { words } = host;
    const own = finderWords[words.tag];
    const { rates, updates } = chosen(host, 'finder');
    const name = own.name(host.names[host.selected] ?? '');
    this.#canvas.setAttribute('aria-label', name);
    this.#canvas.setAttribute('aria-roledescription', own.kind);
    queueMicrotask(() => this.#draw());
    const [from, to] = rates;
    const field = (id: string, label: string, value: number, low: number, high: number, change: (to: number) => void) =>
      this.#fields.field({
        id: `finder-${id}`,
        about: `finder-${id}`,
        label,
        value,
        low,
        high,
        whole: id === 'updates',
        change,
      });
    const reason = this.#reason;
    return html`<style>${mapStyle}${style}</style>
      ${host.names.length > 1 ? html`<div class="map-settings">${runChoice(host, { label: mapWords[words.tag].run, about: 'map-run' })}</div>` : nothing}
      ${stateLine(host, this.#making, own.done(this.#making.shown?.look.rates.length ?? 0))}
      <p class="axes">${own.axes}</p>
      ${this.#canvas}
      <p class="says" id="finder-says" data-help="finder-says" aria-live="polite">${this.#says(of)}</p>
      <p class="unseen" id="finder-help">${own.help}</p>
      ${
        reason?.kind === 'found' && this.#takes(of)
          ? html`<button type="button" class="word" data-help="finder-take" @click=${() => this.#take(reason.rate)}>${own.take(reason.rate)}</button>`
          : nothing
      }
      <div class="map-settings">
        ${field('from', own.from, from, 1e-12, to / 1.001, (x) => choose(host, 'finder', { rates: [x, to] }))}
        ${field('to', own.to, to, from * 1.001, 1e6, (x) => choose(host, 'finder', { rates: [from, x] }))}
        ${field('updates', own.updates, updates, 20, 10_000, (x) => choose(host, 'finder', { updates: x }))}
      </div>`;
  }

  #want({ text, run, optimizer, lesson }: Asked): void {
    const { rates, updates } = chosen(this.#host, 'finder');
    const { lr: _, ...rest } = optimizer.values;
    const key = JSON.stringify([lesson, optimizer.kind, rest, run, rates, updates]);
    const files = this.#host.learner?.given ?? new Map();
    this.#making.want({ key, study: { kind: 'finder', text, run, rates, updates, files } });
  }

  /** What the search has found, once it is done. */
  get #reason(): Reason | undefined {
    const { shown, current, standing } = this.#making;
    return shown && current && standing === 'done' ? reasonOf(shown.look, shown.wish.study.updates) : undefined;
  }

  #says(of: Asked): string {
    const own = finderWords[this.#host.words.tag];
    const look = this.#making.shown?.look;
    if (this.#cursor !== undefined && look) {
      const last = look.rates.at(-1) ?? 0;
      const loss = this.#cursor > last * 1.05 ? undefined : look.smooth[nearest(look, this.#cursor)];
      return own.at(this.#cursor, loss);
    }
    const reason = this.#reason;
    if (!reason) return '';
    return own.reason(reason) + (this.#takes(of) ? '' : ` ${own.fixed}`);
  }

  /** A rule that somebody wrote may have none. */
  #takes({ optimizer }: Asked): boolean {
    return optimizer.values.lr !== undefined;
  }

  #under(event: MouseEvent): number | undefined {
    const { shown } = this.#making;
    if (!shown) return undefined;
    const { clientWidth, clientHeight } = this.#canvas;
    const { look, wish } = shown;
    const graph = graphOfRates(clientWidth, clientHeight, { look, rates: wish.study.rates });
    return this.#within(graph.at(event.clientX - this.#canvas.getBoundingClientRect().left));
  }

  #within(rate: number): number {
    const [from, to] = this.#making.shown?.wish.study.rates ?? [0, 1];
    return Math.max(from, Math.min(to, rate));
  }

  #move(to: number | undefined): void {
    if (to === this.#cursor) return;
    this.#cursor = to;
    this.#host.update();
  }

  #key(event: KeyboardEvent): void {
    const { shown } = this.#making;
    const of = asked(this.#host);
    if (!shown || !of || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = arrows[event.key];
    const [from, to] = shown.wish.study.rates;
    const lr = Number(of.optimizer.values.lr);
    if (by) {
      const far = (to / from) ** ((event.shiftKey ? 10 : 1) / presses);
      this.#move(this.#within(this.#cursor === undefined ? lr || from : this.#cursor * far ** by));
    } else if (event.key === 'Enter') this.#take(this.#cursor);
    else if (event.key === 'Escape') this.#move(undefined);
    else return;
    event.preventDefault();
  }

  #take(rate: number | undefined): void {
    const of = asked(this.#host);
    // what was found of something else says nothing of this run
    if (rate === undefined || !of || !this.#takes(of) || !this.#making.current) return;
    const own = pointer('optimizer', of.optimizer.kind, 'lr');
    // of a run as it begins
    this.#host.edit('', fromStart(this.#host.document, of.run, own, rounded(rate)));
  }

  #draw(): void {
    const { shown, current } = this.#making;
    const of = asked(this.#host);
    const { clientWidth, clientHeight } = this.#canvas;
    if (!shown || !of || clientWidth === 0) return;
    const { inks, theme, words } = this.#host;
    const own = finderWords[words.tag];
    const [lr, reason] = [of.optimizer.values.lr, this.#reason];
    const { look, wish } = shown;
    const key = [
      look,
      current,
      reason?.kind,
      lr,
      theme,
      words.tag,
      clientWidth,
      clientHeight,
      devicePixelRatio,
      this.#cursor,
    ];
    if (key.every((one, k) => one === this.#drawn[k])) return;
    this.#drawn = key;
    const on = paper(this.#canvas);
    if (!on) return;
    const suggested = reason?.kind === 'found' ? { rate: reason.rate, text: own.suggested(reason.rate) } : undefined;
    const now = typeof lr === 'number' && lr > 0 ? { rate: lr, text: own.now } : undefined;
    const { color } = inkOfRun(this.#host.slot(of.run), theme);
    const { rates } = wish.study;
    drawChart(
      on.ctx,
      on.width,
      on.height,
      { look, rates, color, suggested, now, cursor: this.#cursor, fresh: current },
      inks,
    );
  }
}
