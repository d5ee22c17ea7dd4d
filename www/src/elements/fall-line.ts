// <fall-line>: one document and the current step; everything on screen follows from these two.
//
//   <fall-line><script type="application/json">{"task": …}</script></fall-line>
//   <fall-line src="valley.json" lang="ko" theme="dark" height="320"></fall-line>
//   element.document = {task: …};  element.text = '{"task": …}';  element.snapshot()

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Experiment } from '../document/experiment.gen';
import { get, type Json, pointer, set } from '../document/pointer';
import type { Theme } from '../draw/inks';
import type { Layers } from '../draw/picture';
import type { Failure, Result } from '../engine/client';
import { stringify } from '../engine/stringify';
import type { Host } from '../panels/panel';
import { en } from '../text/en';
import { type Language, loadWords, type Words, wordsIn } from '../text/words';
import { darkness, languageOf, themeOf } from './around';
import type { Curves } from './curves/curves';
import { Desk, type Works } from './desk';
import type { Dock } from './dock';
import type { failurePanel } from './failure-panel';
import { type FigureView, figure, standings } from './figure';
import { formulasReady } from './formulas';
import { Ground } from './ground';
import { key } from './keys';
import { later } from './later';
import { plainPanel } from './plain-panel';
import { firstSpeed, Player } from './player';
import { Roster } from './roster';
import { namesOf } from './settings';
import { type Snapshot, snapshotOf } from './snapshot';
import { readSource } from './source';
import { styles } from './styles';
import { type Around, type Late, lateFor, type Subject } from './subject';

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export class FallLine extends LitElement {
  static override styles = styles;
  static override properties = { src: {}, lang: {}, theme: {}, height: {} };

  declare src: string | null;
  declare theme: string | null;
  declare height: string | null;

  #desk = new Desk(
    {
      engine: (text) => this.#works(text),
      set: (...given) => (this.#net?.changed.set ?? set)(...given),
      opened: () => this.#opened(),
      adopted: () => this.#adopted(),
      changed: () => this.requestUpdate(),
      failed: (failure) => void this.#fail(failure),
    },
    () => this.#words,
  );
  #player = new Player(
    this,
    () => this.#drawStep(),
    () => this.#announce(),
  );
  /** What panels and curves draw on the plane. */
  #layers: Layers = {
    under: (...given) => {
      for (const panel of this.#dock?.open ?? []) panel.under?.(...given);
    },
    over: (...given) => {
      for (const panel of this.#dock?.open ?? []) panel.over?.(...given);
      this.#curves?.over(...given);
    },
  };
  #dock: Dock | undefined;
  #host: Promise<Host> | undefined;
  /** Everyday sentences and names do without. */
  #title = later(
    () => import('./title'),
    () => this.requestUpdate(),
  );
  #curves: Curves | undefined;
  #listening: AbortController | undefined;
  #failure: Failure | undefined;
  #panel: typeof failurePanel | undefined;
  #roster = new Roster(
    this,
    () => this.#hosted(),
    () => {
      this.#show();
      this.requestUpdate();
    },
  );
  #around: Around = {
    desk: this.#desk,
    player: this.#player,
    roster: this.#roster,
    layers: this.#layers,
    words: () => this.#words,
    theme: () => this.#theme,
    names: () => this.#names,
    press: (at) => this.#dock?.open.some((panel) => panel.press?.(at)) ?? false,
    hovered: () => this.#hovered(),
    pictured: () => void this.#pictured(),
    failed: (failure) => void this.#fail(failure),
    learned: () => this.#learned(),
  };
  #ground = new Ground(this.#around);
  /** What documents of networks are about, once it is fetched; and where one is shown. */
  #late: Late | undefined;
  #net: Late | undefined;
  #drawing = 0;
  #telling: ReturnType<typeof setTimeout> | 0 = 0;
  #said = '';

  /** The document as JSON text. Reading gives the canonical form of what is shown. */
  get text(): string {
    return this.#desk.text;
  }
  set text(text: string) {
    this.#desk.give(text);
    if (this.isConnected) void this.#desk.open();
  }

  /** The document as an object. */
  get document(): Experiment {
    return JSON.parse(this.text) as Experiment;
  }
  set document(document: Experiment) {
    const result = stringify(document);
    if ('ok' in result) this.text = result.ok;
    else this.#refuse(result.failed);
  }

  snapshot(): Snapshot | undefined {
    const [finished, scales] = [this.#desk.finished, this.#subject.scales];
    if (!finished || !scales) return undefined;
    return snapshotOf(finished, this.#player, this.#names, scales.domain);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    darkness.addEventListener('change', () => this.requestUpdate(), { signal });
    void formulasReady.then(() => this.requestUpdate());
    const does = {
      undo: () => this.#desk.undo(),
      redo: () => this.#desk.redo(),
      help: () => void this.#dock?.toggleHelp(),
    };
    this.addEventListener('keydown', (event) => key(event, this.#player, does), { signal });
    if (this.#desk.given !== undefined) void this.#desk.open();
    else if (!this.src) void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#desk.stop();
    this.#dock?.stop();
    this.#dock = undefined;
    this.#listening?.abort();
    this.#clear();
  }

  get #subject(): Subject {
    return this.#net ?? this.#ground;
  }

  /** There is no picture any more, and no curves. */
  #clear(): void {
    this.#subject.stop();
    this.#curves?.stop();
    this.#curves = undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('src') && (this.src || changed.get('src'))) void this.#read();
    if (!wordsIn(this.#language)) void loadWords(this.#language).then(() => this.requestUpdate());
  }

  protected override updated(): void {
    this.#curves?.read();
    if (!this.#subject.attach(this.renderRoot, this.#listening?.signal)) this.#clear();
  }

  async #read(): Promise<void> {
    const turn = this.#desk.next();
    const source = await readSource(this, this.src);
    if (turn !== this.#desk.turn) return;
    if ('failed' in source) void this.#fail(source.failed);
    else this.text = source.ok;
  }

  /** What runs a document; with that comes what it is about. */
  async #works(text: string): Promise<Result<Works>> {
    const late = await lateFor(text, this.#late, this.#around);
    if ('failed' in late) return late;
    this.#late = late.ok ?? this.#late;
    return { ok: late.ok?.works ?? this.#desk.surface };
  }

  /** A document from outside is shown, from its beginning. */
  #opened(): void {
    this.#failure = undefined;
    this.#roster.reset();
    this.#show();
    const at = get(this.#desk.document, pointer('view', 'at'));
    this.#player.pause();
    this.#player.go(typeof at === 'number' ? at : stillness.matches ? this.#player.steps : 0);
    if (typeof at !== 'number' && !stillness.matches) this.#player.play();
  }

  #adopted(): void {
    const { finished } = this.#desk;
    const late = this.#desk.works === this.#late?.works ? this.#late : undefined;
    if (this.#net !== late) {
      this.#subject.stop();
      this.#net = late;
      this.#player.speed = late?.firstSpeed ?? firstSpeed;
    }
    this.#player.ready = Number.POSITIVE_INFINITY;
    this.#net?.adopted();
    this.#player.resize(finished?.steps ?? 0);
    this.#roster.adopt(finished?.runs.length ?? 1);
    this.#dock?.adopt();
    this.#show();
    this.requestUpdate();
  }

  /** A document that no engine needs to see. */
  #refuse(failure: Failure): void {
    this.#desk.next();
    void this.#fail(failure);
  }

  /** The panel and its words come when they are needed; should that fail too, there are plain words here. */
  async #fail(failure: Failure): Promise<void> {
    const { turn } = this.#desk;
    this.#player.pause();
    this.#panel ??= (await import('./failure-panel').catch(() => undefined))?.failurePanel;
    if (turn !== this.#desk.turn) return;
    this.#failure = failure;
    this.requestUpdate();
  }

  #edit(at: string, value: Json | undefined): void {
    void this.#desk.edit(at, value);
  }

  /** Hands the finished runs to the pictures. */
  #show(): void {
    this.#subject.show();
    if (!this.#subject.scales) return;
    this.#curves?.show();
    this.#drawSoon();
  }

  /** A picture of the plane stands: now the rest may come. */
  async #pictured(): Promise<void> {
    this.requestUpdate();
    const root = this.renderRoot.querySelector<HTMLElement>('.curves');
    if (root && !this.#curves) {
      const [curves, { Dock }, { wakesOf }, insets, host] = await Promise.all([
        // what draws them may not be had: all else goes on
        import('./curves/curves').catch(() => undefined),
        import('./dock'),
        import('../draw/wake'),
        import('../draw/inset'),
        this.#hosted(),
      ]);
      if (!root.isConnected || this.#curves) return;
      this.#curves = curves && new curves.Curves(root, host, () => this.#drawSoon());
      this.#ground.later = { insets, wakes: wakesOf() };
      this.#dock ??= new Dock(host, this.#desk, this.renderRoot as ShadowRoot, () => this.#net?.panels);
      this.requestUpdate();
    }
    this.#show();
  }

  /** With the next frame, however often it is asked for until then. */
  #drawSoon(): void {
    this.#drawing ||= requestAnimationFrame(() => this.#drawStep());
  }

  #drawStep(): void {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = 0;
    const { step, playing } = this.#player;
    this.#subject.drawStep(step, playing);
    this.#curves?.drawStep(step);
  }

  /** Numbers that change faster than ten times a second cannot be read. */
  #learned(): void {
    this.#telling ||= setTimeout(() => {
      this.#telling = 0;
      this.#curves?.show();
      this.requestUpdate();
    }, 100);
  }

  /** Only panels ask where the mouse is. */
  #hovered(): void {
    if (!this.#dock?.open.length) return;
    this.#drawStep();
    this.requestUpdate();
  }

  get #language(): Language {
    return languageOf(this, this.#desk.document);
  }

  get #words(): Words {
    return wordsIn(this.#language) ?? en;
  }

  get #theme(): Theme {
    return themeOf(this, this.#desk.document);
  }

  get #names(): string[] {
    const { finished, document } = this.#desk;
    return finished ? namesOf(document, finished.runs, this.#words) : [];
  }

  /** Says how all runs stand, to those who listen. */
  #announce(): void {
    const { step, steps } = this.#player;
    this.#said = `${this.#words.transport.at(step, steps)}. ${standings(this.#view, step)}`;
    this.requestUpdate();
  }

  /** What panels see of all this, from the first of them on. */
  #hosted(): Promise<Host> {
    this.#host ??= import('./host').then(({ hostOf }) =>
      hostOf(() => this.#view, {
        desk: this.#desk,
        layers: this.#layers,
        scales: () => this.#subject.scales,
        pointer: () => this.#ground.pointer,
        roster: this.#roster,
        player: this.#player,
        update: () => {
          // while time runs, every frame is drawn anyway
          if (this.#player.playing) this.#drawSoon();
          else this.#drawStep();
          this.requestUpdate();
        },
      }),
    );
    return this.#host;
  }

  /** What there is to show, and what can be done to it. */
  get #view(): FigureView {
    const { document, finished, surfaces, refused, ranges } = this.#desk;
    return {
      words: this.#words,
      theme: this.#theme,
      document,
      finished,
      surfaces,
      player: this.#player,
      domain: this.#subject.scales?.domain,
      late: this.#net,
      heights: this.#ground.plane?.heights,
      refused,
      ranges,
      said: this.#said,
      now: (at) => this.#net?.changed.now(at),
      edit: (at, value) => this.#edit(at, value),
      refuse: (refused) => this.#desk.refuse(refused),
      formulas: () => this.#desk.formulas(),
      title: this.#title,
      roster: this.#roster,
    };
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const height = Number(this.height ?? get(this.#desk.document, pointer('view', 'height')));
    const retry = () => {
      this.#failure = undefined;
      this.requestUpdate();
      if (this.#desk.given === undefined) void this.#read();
      else void this.#desk.open();
    };
    const document = this.#failure?.code.startsWith('document') ? undefined : this.#desk.given;
    return html`<div
      class="app ${wordsIn(this.#language) ? '' : 'waiting'}" part="app" lang=${this.#language} data-theme=${this.#theme}
      style=${height > 0 ? `--height: ${Math.min(4000, Math.max(120, height))}px` : nothing}
    >
      ${this.#failure ? (this.#panel ?? plainPanel)(this.#failure, document, words, retry) : figure(this.#view, this.#dock)}
    </div>`;
  }
}

/** Defining it a second time, from a second copy of the module, is harmless. */
if (!customElements.get('fall-line')) customElements.define('fall-line', FallLine);

declare global {
  interface HTMLElementTagNameMap {
    'fall-line': FallLine;
  }
}
