// What there is of runs beside their list: all settings of each, the menu, and what can be added. Fetched when wanted.

import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import type { RunView } from '../../controls/runs';
import type { Setting } from '../../controls/slider';
import { get, type Json, pointer, set } from '../../document/pointer';
import { optimizerOf } from '../../document/runs';
import { textOf } from '../../text/words';
import type { Host } from '../panel';
import parts from '../parts/parts.css?inline';
import { settingNames } from '../parts/settings';
import { Dragging } from './dragging';
import { number, pick, reach, resettable, Shown, trouble, wordsOf } from './fields';
import { Floating } from './floating';
import { own } from './own';
import { Rules } from './rule';
import sheet from './runs.css?inline';
import { Schedules } from './schedule';
import { slotsAfter } from './slots';
import { suitedHere } from './suited';

/** The runs as the figure has them beside the document. */
export interface Beside {
  selected: number;
  hidden: ReadonlySet<number>;
  unfolded: ReadonlySet<number>;
  /** Which of the looks each has; what stands here not has the one of its place. */
  slots: readonly number[];
  slot(run: number): number;
  /** Where all of it stands. */
  readonly figure: LitElement;
  /** Shows what is new. */
  changed(): void;
}

export function open(host: Host, beside: Beside): RunParts {
  return new RunParts(host, beside);
}

type Run = { [key: string]: Json };
const runsAt = pointer('runs');
const changesAt = pointer('changes');
/** As many as a document may have. */
const mostRuns = 32;

export class RunParts {
  #host: Host;
  /** The same with the document as it is by the step that is shown. */
  #now: Host;
  #beside: Beside;
  #shown: Shown;
  #rules: Rules;
  #schedules: Schedules;
  #floating: Floating;
  #dragging: Dragging;
  #naming: number | undefined;
  /** The runs as they were shown last, by which each is known again. */
  #before: readonly string[];
  /** What is to happen once there are so many runs. */
  #then: { readonly at: string; readonly count: number; readonly does: () => void } | undefined;

  constructor(host: Host, beside: Beside) {
    this.#host = host;
    this.#now = Object.create(host, { document: { get: () => host.current } }) as Host;
    this.#beside = beside;
    this.#shown = new Shown(host);
    this.#floating = new Floating(beside.figure);
    this.#dragging = new Dragging(beside.figure, (run, to) => this.#move(run, to));
    this.#schedules = new Schedules(this.#now, this.#shown);
    this.#rules = new Rules(host, this.#shown, {
      copy: (run, text) => this.#write(run, text),
      focus: (run, selector) => void this.#focus(run, selector),
    });
    this.#before = this.#texts;
    this.#listen();
  }

  /** What its line in the list shows. */
  look(run: number, plain: RunView): RunView {
    const { out, rate, unfolded } = plain;
    const hidden = html`<span class="hidden">${wordsOf(this.#host).hidden}</span>`;
    return {
      ...plain,
      out: this.#beside.hidden.has(run) ? hidden : out,
      naming: this.#nameField(run),
      rate: unfolded && rate ? this.#rate(run, rate) : rate,
      more: unfolded ? this.#settings(run) : undefined,
    };
  }

  /** After the list: what opens over it. */
  over(): TemplateResult {
    return html`<style>${parts}${sheet}</style>${this.#then ? trouble(this.#host, this.#then.at) : nothing}${this.#floating.render()}`;
  }

  /** What can be done with a run, or, without one, what can be added. */
  offer(button: EventTarget | null, run?: number): void {
    if (run === undefined) this.#choose(button);
    else this.#menu(button, run);
  }

  grab(event: PointerEvent, run: number): void {
    this.#dragging.grab(event, run);
  }

  /** Something else is shown: runs may have come, gone or moved, and what is known of each goes along. */
  adopt(): void {
    const [was, now] = [this.#before, this.#texts];
    this.#before = now;
    const to = (run: number) => {
      const text = was[run] ?? '';
      if (now[run] === text) return run;
      // of several alike, not one that stands where it stood
      const found = now.findIndex((other, k) => other === text && was[k] !== text);
      return found >= 0 || was.length !== now.length ? found : run;
    };
    const beside = this.#beside;
    const all = (runs: ReadonlySet<number>) => new Set([...runs].map(to).filter((run) => run >= 0));
    [beside.hidden, beside.unfolded] = [all(beside.hidden), all(beside.unfolded)];
    beside.selected = Math.max(0, to(beside.selected));
    beside.slots = slotsAfter(
      was.map((_, run) => ({ slot: beside.slot(run), to: to(run) })),
      now.length,
    );
    this.#rules.move(to);
    const then = this.#then;
    this.#then = undefined;
    if (then?.count === now.length) then.does();
  }

  /** Another document from outside. */
  reset(): void {
    this.#before = this.#texts;
    [this.#naming, this.#then] = [undefined, undefined];
    this.#rules.reset();
    this.#floating.close();
  }

  #menu(button: EventTarget | null, run: number): void {
    const { hidden } = this.#beside;
    void this.#floating.open(button, () => {
      const { menu: words } = wordsOf(this.#host);
      const { length } = this.#runs;
      const isFree = this.#isFree;
      const item = (about: keyof typeof words, does: () => void, can = true, keys = '') =>
        html`<button
          type="button" data-help="menu-${about}" ?disabled=${!can} aria-keyshortcuts=${keys ? `Alt+${keys}` : nothing}
          @click=${() => {
            this.#floating.close();
            does();
          }}
        >${words[about]}${keys ? html`<kbd aria-hidden="true">Alt ${keys === 'ArrowUp' ? '↑' : '↓'}</kbd>` : nothing}</button>`;
      return html`<div class="menu" role="group" aria-label=${this.#host.names[run] ?? ''}>
        ${item('rename', () => this.#startNaming(run), this.#host.may(pointer('runs', run, 'name')))}
        ${item('duplicate', () => this.#add(this.#runs[run] ?? {}), length < mostRuns && isFree)}
        ${item(hidden.has(run) ? 'show' : 'hide', () => this.#hide(run))}
        ${item('up', () => this.#move(run, run - 1), run > 0 && isFree, 'ArrowUp')}
        ${item('down', () => this.#move(run, run + 1), run < length - 1 && isFree, 'ArrowDown')}
        ${item('remove', () => this.#remove(run), length > 1 && isFree)}
      </div>`;
    });
  }

  #choose(button: EventTarget | null): void {
    void this.#floating.open(button, () => {
      if (this.#runs.length >= mostRuns) return html`<p>${wordsOf(this.#host).full(mostRuns)}</p>`;
      const pick = (kind: string) => {
        this.#floating.close();
        void this.#addNew(kind);
      };
      return html`<div class="kinds" role="group" aria-label=${wordsOf(this.#host).add}>
        ${Object.entries(this.#host.words.optimizer).map(
          ([kind, name]) =>
            html`<button type="button" data-help="optimizer-${kind}" @click=${() => pick(kind)}>${name}</button>`,
        )}
      </div>`;
    });
  }

  #settings(run: number): TemplateResult {
    const host = this.#now;
    const at = pointer('runs', run, 'optimizer');
    const { kind, values } = optimizerOf(host.document, run);
    if (!kind) return html``;
    const names = this.#ordered(run, Object.keys(values));
    const { optimizer: optimizers, tag } = host.words;
    const labels = settingNames[tag];
    const rows = names.map((name) => {
      const [place, label, value] = [at + pointer(kind, name), labels[name] ?? name, values[name]];
      if (typeof value === 'boolean')
        return checkbox({
          label,
          on: value,
          about: name,
          still: !host.may(place),
          change: (to) => host.edit(place, to),
        });
      return number(host, { at: place, label, value, range: (x) => reach(name, x), own: this.#shown.says(place) });
    });
    return html`
      ${host.learner && host.step > 0 ? html`<p class="from-now" data-help="changes">${wordsOf(host).fromNow(host.step)}</p>` : nothing}
      ${pick(`optimizer-${kind}`, wordsOf(host).optimizer, kind, optimizers, (wanted) => void this.#change(run, wanted), this.#isLocked(at, kind))}
      ${trouble(host, at)} ${this.#rules.render(run)} ${rows} ${this.#schedules.render(run)} ${this.#clip(run)}
      ${own(host, run)}`;
  }

  /** A run's name while it is being changed. */
  #nameField(run: number): TemplateResult | undefined {
    if (this.#naming !== run) return undefined;
    const name = this.#host.names[run] ?? '';
    const end = (to: string | undefined) => {
      if (this.#naming !== run) return;
      this.#naming = undefined;
      if (to !== undefined && to !== name) this.#rename(run, to);
      this.#host.update();
    };
    const keys = (event: KeyboardEvent) => {
      if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
      event.preventDefault();
      end(event.key === 'Enter' ? (event.target as HTMLInputElement).value.trim() : undefined);
      void this.#focus(run, 'header button');
    };
    return html`<input
      class="naming" type="text" data-help="menu-rename" autocomplete="off" spellcheck="false" maxlength="80"
      aria-label=${wordsOf(this.#host).name} .value=${name} @keydown=${keys}
      @blur=${(event: Event) => end((event.target as HTMLInputElement).value.trim())}
    />`;
  }

  /** The rate, with a way back. */
  #rate(run: number, setting: Setting): Setting {
    const { kind } = optimizerOf(this.#host.current, run);
    const at = pointer('runs', run, 'optimizer', kind, 'lr');
    return this.#shown.says(at) ? resettable(this.#host, at, setting) : setting;
  }

  get #texts(): string[] {
    return ((get(this.#shown.full, runsAt) ?? []) as Json[]).map((run) => JSON.stringify(run));
  }

  /** Whether there may be others. */
  get #isFree(): boolean {
    return this.#host.may(pointer('runs', this.#runs.length));
  }

  /** Whether an optimizer has to stay of its kind: an exercise may leave no more of it than numbers. */
  #isLocked(at: string, kind: string): boolean {
    return !this.#host.may(at + pointer(kind === 'gd' ? 'adam' : 'gd'));
  }

  get #runs(): readonly Run[] {
    return (get(this.#host.document, runsAt) ?? []) as Run[];
  }

  /** A rule's parameters in its own order. */
  #ordered(run: number, names: readonly string[]): string[] {
    const order = this.#rules.of(run)?.params.map(({ name }) => name) ?? [];
    const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
    const { kind, values } = optimizerOf(this.#host.current, run);
    return names
      .filter((name) => !(kind === 'written' && name === 'text'))
      .filter((name) => name !== 'lr' || typeof values.lr === 'string')
      .sort((a, b) => rank(a) - rank(b));
  }

  #clip(run: number): TemplateResult | typeof nothing {
    const host = this.#now;
    const words = wordsOf(host);
    const at = pointer('runs', run, 'clip');
    const value = get(host.document, at);
    const on = value !== undefined && value !== null;
    if (!on && !host.may(at)) return trouble(host, at);
    const change = (to: boolean) => void (to ? this.#startClip(run) : host.edit(at, undefined));
    return html`${checkbox({ label: words.clip, on, about: 'clip', still: !host.may(at), change })}
    ${on ? number(host, { at, label: words.clipAt, value, range: (x) => reach('clip', x), own: false }) : trouble(host, at)}`;
  }

  /** At half of the first gradient: one sees what it does. */
  async #startClip(run: number): Promise<void> {
    const norms = await this.#host.tell('series', run, 'gradient_norm');
    const first = ('ok' in norms ? norms.ok?.[0] : undefined) ?? 0;
    this.#host.edit(pointer('runs', run, 'clip'), first > 0 ? Number((first / 2).toPrecision(1)) : 1);
  }

  async #change(run: number, kind: string): Promise<void> {
    this.#host.edit(pointer('runs', run, 'optimizer'), await this.#fresh(kind));
    if (kind === 'written') this.#rules.open(run);
  }

  /** An optimizer that goes well here. */
  async #fresh(kind: string): Promise<Json> {
    const lr = await suitedHere(kind, this.#host);
    if (kind === 'written') return { written: { text: `param lr = ${lr}\nw = w - lr*g` } };
    return { [kind]: lr === undefined ? {} : { lr } };
  }

  async #addNew(kind: string): Promise<void> {
    this.#add({ optimizer: await this.#fresh(kind) }, kind === 'written');
  }

  /** A rule of one's own beside the published one; where there is no room for it, in its place. */
  #write(run: number, text: string): void {
    const { document, words } = this.#host;
    const { name: own, ...rest } = this.#runs[run] ?? {};
    const name = textOf(own, words.tag) || (words.optimizer[optimizerOf(document, run).kind] ?? '');
    const written = { ...rest, name: wordsOf(this.#host).mine(name), optimizer: { written: { text } } };
    if (this.#runs.length < mostRuns) {
      this.#add(written, true);
      return;
    }
    this.#set(pointer('runs', run), written, this.#runs.length, () => this.#openRule(run));
  }

  /** Puts a run at the end, where it changes no other's colour. */
  #add(run: Run, isText = false): void {
    const last = this.#runs.length;
    this.#set(pointer('runs', last), run, last + 1, () => {
      this.#beside.selected = last;
      if (isText) this.#openRule(last);
      else void this.#focus(last, 'input[type=range], summary');
    });
  }

  #openRule(run: number): void {
    this.#beside.unfolded = new Set([...this.#beside.unfolded, run]);
    this.#rules.open(run);
    void this.#focus(run, 'textarea');
  }

  #hide(run: number): void {
    const hidden = new Set(this.#beside.hidden);
    if (!hidden.delete(run)) hidden.add(run);
    this.#beside.hidden = hidden;
    this.#beside.changed();
  }

  #remove(run: number): void {
    const left = this.#runs.length - 1;
    const after = (other: number) => (other === run ? -1 : other > run ? other - 1 : other);
    const focus = () => void this.#focus(Math.min(run, left - 1), 'header button');
    this.#set(pointer('runs', run), undefined, left, focus, after);
  }

  #move(run: number, to: number): void {
    const runs = [...this.#runs];
    if (!runs[to]) return;
    runs.splice(to, 0, ...runs.splice(run, 1));
    const order = [...runs.keys()];
    order.splice(to, 0, ...order.splice(run, 1));
    const after = (other: number) => order.indexOf(other);
    this.#set(runsAt, runs, runs.length, () => void this.#focus(to, 'header button'), after);
  }

  /**
   * Changes which runs there are, or their order; once there are so many, something happens. What the document changes on
   * the way goes along with its run.
   */
  #set(
    at: string,
    value: Json | undefined,
    count: number,
    does: () => void,
    after = (run: number): number => run,
  ): void {
    const { document, ranges } = this.#host;
    ranges.clear();
    const changes = (get(document, changesAt) ?? []) as { run: number; [key: string]: Json }[];
    const kept = changes.map((one) => ({ ...one, run: after(one.run) })).filter(({ run }) => run >= 0);
    this.#then = { at: changes.length > 0 ? '' : at, count, does };
    if (changes.length > 0) this.#host.edit('', set(set(document, at, value), changesAt, kept));
    else this.#host.edit(at, value);
  }

  #startNaming(run: number): void {
    this.#naming = run;
    void this.#focus(run, '.naming');
  }

  /** In the language that is spoken; what a document says in others stays. Nothing: by the optimizer again. */
  #rename(run: number, to: string): void {
    const at = pointer('runs', run, 'name');
    const { tag } = this.#host.words;
    const old = get(this.#host.document, at);
    const whole = old && typeof old === 'object' ? { ...old, [tag]: to } : to;
    this.#host.edit(at, to ? whole : undefined);
  }

  /** Once the page shows what is new. */
  async #focus(run: number, selector: string): Promise<void> {
    const { figure } = this.#beside;
    this.#host.update();
    await figure.updateComplete;
    const found = figure.renderRoot.querySelectorAll('.run')[run]?.querySelector<HTMLElement>(selector);
    found?.focus();
    if (found instanceof HTMLInputElement && found.type === 'text') found.select();
  }

  /** Alt with arrows moves a run whose header has the focus. */
  #listen(): void {
    const { figure } = this.#beside;
    figure.renderRoot.addEventListener('keydown', (event) => {
      const { altKey, key, target } = event as KeyboardEvent;
      const by = { ArrowUp: -1, ArrowDown: 1 }[key];
      const section = (target as HTMLElement).closest('header')?.closest('.run');
      if (!altKey || !by || !section) return;
      event.preventDefault();
      const run = [...figure.renderRoot.querySelectorAll('.run')].indexOf(section);
      this.#move(run, run + by);
    });
  }
}
