// A unit of a network by hand: its bias and the weights that lead to it, each to be moved. What is moved begins the
// training anew, from the weights as they are.

import { html, nothing, render, type TemplateResult } from 'lit';
import { icon } from '../../controls/icons';
import { type Range, slider } from '../../controls/slider';
import { get, type Json, pointer } from '../../document/pointer';
import { format, shortened } from '../../draw/format';
import type { Around } from '../subject';
import type { Diagram, Thought } from './diagram';
import { type Hit, hitAt, placeOf, valuesOf } from './hit';
import { netWords } from './words';

/** A document keeps so many weights at most. */
const mostKept = 2000;
/** So many weights of a unit are shown. */
const mostShown = 64;

const signs = {
  before: icon('M10.8 3 5.8 8l5 5-1.2 1.2L3.4 8l6.2-6.2z'),
  after: icon('M5.2 3l5 5-5 5 1.2 1.2L12.6 8 6.4 1.8z'),
};

interface Seen {
  readonly thought: Thought | undefined;
  readonly diagram: Diagram | undefined;
  readonly run: number;
}

export class Card {
  /** What a hand is at. */
  marked: Hit | undefined;
  #around: Around;
  #seen: () => Seen;
  #paint: () => void;
  #over: HTMLElement | undefined;
  #under: HTMLElement | undefined;
  #open: Hit | undefined;
  #tip: { readonly hit: Hit; readonly x: number; readonly y: number } | undefined;
  /** The weights with what was moved, until they are what is shown. */
  #moved: Float32Array | undefined;

  constructor(around: Around, seen: () => Seen, paint: () => void) {
    this.#around = around;
    this.#seen = seen;
    this.#paint = paint;
  }

  /** Other weights are shown. */
  thought(): void {
    this.#moved = undefined;
    const { thought } = this.#seen();
    const open = this.#open;
    const gone = (layer: number, unit = 0) => unit >= (thought?.layers[layer] ?? 0);
    const isGone = ({ layer, unit, from }: Hit) => gone(layer, unit) || (layer > 0 && gone(layer - 1, from));
    if (open && isGone(open)) this.#open = undefined;
    const tip = this.#tip;
    if (!tip) return;
    if (isGone(tip.hit)) this.#tip = undefined;
    // what is said of it has changed
    this.draw();
  }

  /** Hears what a hand does in the picture, and writes over it and under it. */
  listen(frame: HTMLElement, over: HTMLElement, under: HTMLElement, signal: AbortSignal): void {
    [this.#over, this.#under] = [over, under];
    const at = (event: MouseEvent): Hit | undefined => {
      const { thought, diagram } = this.#seen();
      const box = frame.getBoundingClientRect();
      if (!thought || !diagram?.plan) return undefined;
      return hitAt(diagram.plan, thought.layers, event.clientX - box.left, event.clientY - box.top);
    };
    const hover = (event: PointerEvent | undefined) => {
      const hit = event && at(event);
      if (!hit && !this.marked) return;
      const box = frame.getBoundingClientRect();
      this.marked = hit;
      this.#tip = hit && event && { hit, x: event.clientX - box.left, y: event.clientY - box.top };
      frame.style.cursor = hit && hit.layer > 0 ? 'pointer' : '';
      this.#changed();
    };
    frame.addEventListener('pointermove', (event) => event.pointerType !== 'touch' && hover(event), { signal });
    frame.addEventListener('pointerleave', () => hover(undefined), { signal });
    frame.addEventListener('click', (event) => this.#show(at(event)), { signal });
    frame.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Enter' || event.target !== frame) return;
        event.preventDefault();
        this.#show(this.#open ?? { layer: 1, unit: 0 });
      },
      { signal },
    );
  }

  /** Writes what there is to say now. */
  draw(): void {
    const { thought } = this.#seen();
    if (this.#over) render(this.#tipped(), this.#over);
    if (this.#under) render(thought && this.#open ? this.#card(thought, this.#open) : nothing, this.#under);
  }

  #changed(): void {
    this.#paint();
    this.draw();
  }

  #tipped(): TemplateResult | typeof nothing {
    const tip = this.#tip;
    if (!tip) return nothing;
    return html`<span class="net-tip" style="left: ${tip.x}px; top: ${tip.y}px" aria-hidden="true">${this.#says(tip.hit)}</span>`;
  }

  #card(thought: Thought, { layer, unit }: Hit): TemplateResult {
    const words = this.#words;
    const before = thought.layers[layer - 1] ?? 0;
    const shown = Math.min(before, mostShown);
    const few = thought.weights.length <= mostKept;
    const button = (name: 'before' | 'after', by: number) =>
      html`<button type="button" class="quiet" data-help="unit-${name}" aria-label=${words[name]} @click=${() => this.#turn(by)}>${signs[name]}</button>`;
    return html`<section
      class="unit-card" aria-label=${this.#name(layer, unit)} data-help="unit-card"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#close(event)}
    >
      <header>
        <h2>${this.#name(layer, unit)}</h2>
        ${button('before', -1)}${button('after', 1)}
        <button
          type="button" class="quiet" data-help="close" aria-label=${words.close} @click=${(event: Event) => this.#close(event)}
        >×</button>
      </header>
      <div class="unit-weights">
        ${this.#weight(thought, { layer, unit }, few)}
        ${Array.from({ length: shown }, (_, from) => this.#weight(thought, { layer, unit, from }, few))}
      </div>
      <p class="quiet-words">${shown < before ? words.more(before - shown) : ''} ${few ? words.anew : words.many}</p>
    </section>`;
  }

  /** One that can be moved, or only be read. */
  #weight(thought: Thought, hit: Hit, few: boolean): TemplateResult {
    const place = placeOf(thought.layers, hit);
    const value = (this.#moved ?? thought.weights)[place] ?? 0;
    const words = this.#words;
    const label = hit.from === undefined ? words.bias : words.from(this.#name(hit.layer - 1, hit.from));
    if (!few || !this.#around.desk.may(this.#initAt))
      return html`<p class="unit-weight"><span>${label}</span> <b>${format(value)}</b></p>`;
    const { desk } = this.#around;
    const key = `weight ${hit.layer} ${hit.unit} ${hit.from}`;
    const reach = Math.max(2, 2 * Math.abs(value));
    const range: Range = desk.ranges.get(key) ?? { kind: 'linear', low: -reach, high: reach };
    desk.ranges.set(key, range);
    const { refused } = desk;
    const at = this.#initAt;
    return slider({
      id: key.replaceAll(' ', '-'),
      label,
      fieldLabel: this.#around.words().runs.value(label),
      value: Number(value.toPrecision(3)),
      range,
      wrong: refused?.at === `${at} ${key}` ? refused : undefined,
      change: (to) => void this.#move(thought, place, to),
      refuse: (text) => {
        const why = this.#around.words().runs.notANumber(shortened(text, 24));
        desk.refuse({ at: `${at} ${key}`, text, why });
      },
    });
  }

  async #move({ layers, weights }: Thought, place: number, to: number): Promise<void> {
    const { desk, player } = this.#around;
    const moved = Float32Array.from(this.#moved ?? weights);
    moved[place] = to;
    this.#moved = moved;
    player.pause();
    await desk.edit(this.#initAt, { values: valuesOf(layers, moved) } as unknown as Json);
    player.go(0);
  }

  /** Where the first weights of the run stand: its own, or those of all. */
  get #initAt(): string {
    const own = pointer('runs', this.#seen().run, 'with', 'init');
    return get(this.#around.desk.document, own) === undefined ? pointer('task', 'network', 'init') : own;
  }

  #show(hit: Hit | undefined): void {
    if (!hit || hit.layer === 0) return;
    this.#open = hit;
    this.#tip = undefined;
    this.#changed();
    const section = this.#under?.querySelector('section');
    const name = hit.from === undefined ? 'input' : `[id^="weight-${hit.layer}-${hit.unit}-${hit.from}"]`;
    section?.querySelector<HTMLElement>(name)?.focus({ preventScroll: true });
    section?.scrollIntoView({ block: 'nearest' });
  }

  /** The next unit, or the one before, through all layers. */
  #turn(by: number): void {
    const layers = this.#seen().thought?.layers ?? [];
    const all = layers.flatMap((count, layer) =>
      layer === 0 ? [] : Array.from({ length: count }, (_, unit): Hit => ({ layer, unit })),
    );
    const now = all.findIndex(({ layer, unit }) => layer === this.#open?.layer && unit === this.#open.unit);
    this.#open = all[(now + by + all.length) % all.length];
    this.marked = this.#open;
    this.#changed();
  }

  #close(event: Event): void {
    event.stopPropagation();
    const frame = (event.target as Element).closest('.subject')?.querySelector<HTMLElement>('.net');
    [this.#open, this.marked] = [undefined, undefined];
    this.#changed();
    frame?.focus();
  }

  #says(hit: Hit): string {
    const { thought } = this.#seen();
    if (!thought) return '';
    const name = this.#name(hit.layer, hit.unit);
    if (hit.layer === 0) return name;
    const value = format(thought.weights[placeOf(thought.layers, hit)] ?? 0);
    const words = this.#words;
    if (hit.from === undefined) return `${name}: ${words.bias} ${value}`;
    return `${this.#name(hit.layer - 1, hit.from)} → ${name}: ${value}`;
  }

  #name(layer: number, unit: number): string {
    const { thought } = this.#seen();
    const last = (thought?.layers.length ?? 0) - 1;
    const words = this.#words;
    if (layer === 0) return thought?.features[unit] ?? words.input(unit + 1);
    return layer === last ? words.output(unit + 1, thought?.layers[last] ?? 1) : words.unit(layer, unit + 1);
  }

  get #words() {
    return netWords[this.#around.words().tag].card;
  }
}
