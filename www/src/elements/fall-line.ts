// <fall-line>: one document and the current step; everything on screen follows from these two.
//
//   <fall-line><script type="application/json">{"task": …}</script></fall-line>
//   <fall-line src="valley.json" lang="ko" theme="dark" height="320"></fall-line>
//   element.document = {task: …};  element.text = '{"task": …}';  element.snapshot()

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Experiment } from '../document/experiment.gen';
import { get, type Json, pointer, set } from '../document/pointer';
import type { Theme } from '../draw/inks';
import type { Failure, Result } from '../engine/client';
import type { Exercise } from '../panels/exercise/exercise';
import type { Host } from '../panels/panel';
import { en } from '../text/en';
import { type Language, loadWords, type Words, wordsIn } from '../text/words';
import { languageOf, themeOf } from './around';
import { Desk, type Works } from './desk';
import { type Doing, type FigureView, figure, room, standings } from './figure';
import { Ground } from './ground';
import { later } from './later';
import { Outside } from './outside';
import { firstSpeed, Player } from './player';
import { Rest } from './rest';
import { Roster } from './roster';
import { namesOf } from './settings';
import { type Snapshot, snapshotOf } from './snapshot';
import { readSource } from './source';
import { styles } from './styles';
import { type Around, type Late, lateFor, type Subject } from './subject';
import { Trouble } from './trouble';

/** An exercise whose part of the page is on its way: where nothing stands yet, all waits for it. */
const coming: Doing = { waits: true, render: () => nothing };
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export class FallLine extends LitElement {
  static override styles = styles;
  static override properties = { src: {}, lang: {}, theme: {}, height: {}, panels: {}, group: {}, share: {} };

  declare src: string | null;
  declare theme: string | null;
  declare height: string | null;
  declare panels: string | null;
  declare group: string | null;
  declare share: string | null;

  #desk = new Desk(
    {
      prepared: (text) => this.#prepared(text),
      engine: (text) => this.#works(text),
      set: (...given) => (this.#net?.changed.set ?? set)(...given),
      opened: () => this.#opened(),
      adopted: (isEdited) => this.#adopted(isEdited),
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
  #outside = new Outside(this, this.#player, () => this.#open());
  #rest = new Rest();
  #host: Promise<Host> | undefined;
  #again = () => this.requestUpdate();
  /** What an exercise asks, where the document is one. */
  #exercise: Exercise | undefined;
  /** What was handed in with the document. */
  #handIn: Json | undefined;
  /** Everyday sentences and names do without. */
  #title = later(() => import('./title'), this.#again);
  #listening: AbortController | undefined;
  #trouble = new Trouble();
  /** The `src` that was last read, or after which something else was given. */
  #from: string | null | undefined;
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
    layers: this.#rest.layers,
    words: () => this.#words,
    theme: () => this.#theme,
    names: () => this.#names,
    press: this.#rest.press,
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
    this.#give(text);
  }

  /** The document as an object. */
  get document(): Experiment {
    return JSON.parse(this.text) as Experiment;
  }
  set document(document: Experiment) {
    this.#give(document);
  }

  snapshot(): Snapshot | undefined {
    const [finished, scales] = [this.#desk.finished, this.#subject.scales];
    if (!finished || !scales) return undefined;
    return snapshotOf(finished, this.#player, this.#names, scales.domain);
  }

  /** Of an exercise, the file that would be handed in, as JSON text; opened again, one goes on from there. */
  get work(): string | undefined {
    return this.#doing && this.#exercise?.work;
  }

  /** The step that is shown. */
  get step(): number {
    return this.#player.step;
  }

  /** The document as it stands, with every default written out. */
  get resolved(): Json {
    return this.#desk.document;
  }

  play(): void {
    this.#outside.play();
  }

  pause(): void {
    this.#player.pause();
  }

  /** Shows a step. */
  go(step: number): void {
    this.#player.pause();
    this.#player.go(step);
  }

  /** Sets one value of the document, as a hand in the figure does: `edit('/runs/0/optimizer/gd/lr', 0.5)`. */
  edit(at: string, value: Json | undefined): void {
    void this.#desk.edit(at, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const does = {
      undo: () => this.#desk.undo(),
      redo: () => this.#desk.redo(),
      help: () => void this.#rest.dock?.toggleHelp(),
    };
    this.addEventListener('keydown', (event) => this.#rest.soon?.key(event, this.#player, does), { signal });
    if (this.group) void import('./group').then(({ join }) => signal.aborted || join(this, signal));
    this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#desk.stop();
    this.#rest.stop();
    this.#listening?.abort();
    this.#clear();
  }

  #give(document: unknown): void {
    this.#from = this.src;
    this.#desk.give(document);
    this.#open();
  }

  get #subject(): Subject {
    return this.#net ?? this.#ground;
  }

  /** There is no picture any more, and no curves. */
  #clear(): void {
    this.#subject.stop();
    this.#rest.clear();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('src') && this.src !== this.#from && this.#outside.isNear) void this.#read();
    if (!wordsIn(this.#language)) void loadWords(this.#language).then(() => this.requestUpdate());
  }

  protected override updated(): void {
    // what is gone hears no hand
    if (!this.isConnected) return;
    this.#rest.curves?.read();
    if (!this.#subject.attach(this.renderRoot, this.#listening?.signal)) this.#clear();
  }

  /** What it has is shown, or what it was given in other ways is read, once it comes near to being seen. */
  #open(): void {
    if (!this.isConnected || !this.#outside.isNear) return;
    const isRead = this.src ? this.src === this.#from : this.#desk.isGiven;
    void (isRead ? this.#desk.open() : this.#read());
  }

  async #read(): Promise<void> {
    const turn = this.#desk.next();
    this.#from = undefined;
    const source = await readSource(this, this.src);
    if (turn !== this.#desk.turn) return;
    if ('failed' in source) void this.#fail(source.failed);
    else this.text = source.ok;
  }

  /** As it is opened: what was handed in with it, and panels that the page around asks for, are no part of what was given. */
  async #prepared(text: string): Promise<string> {
    this.#handIn = undefined;
    if ((this.panels ?? null) === null && !text.includes('"hand_in"')) return text;
    const { apartOf, withPanels } = await import('./given');
    const own = apartOf(text);
    this.#handIn = own.handIn;
    return withPanels(own.text, this.panels ?? null);
  }

  /** What runs a document; with that comes what it is about. */
  async #works(text: string): Promise<Result<Works>> {
    const late = await lateFor(text, this.#late, this.#around);
    if ('failed' in late) return late;
    this.#late = late.ok ?? this.#late;
    this.requestUpdate();
    return { ok: late.ok?.works ?? this.#desk.surface };
  }

  /** A document from outside is shown, from its beginning. */
  #opened(): void {
    this.#roster.reset();
    this.#exercise?.restore(this.#handIn);
    this.#show();
    const at = get(this.#desk.document, pointer('view', 'at'));
    this.#begin(typeof at === 'number' ? at : undefined);
    this.#outside.tell('open', { text: this.text });
  }

  /** Shows a step, or plays from the first; where something is to be said before, that waits. */
  #begin(at?: number): void {
    this.#player.pause();
    this.#player.held = this.#doing?.waits ?? false;
    const first = stillness.matches ? this.#player.steps : 0;
    this.#player.go(this.#player.held ? 0 : (at ?? first));
    if (at === undefined && !this.#player.held && !stillness.matches) this.#outside.play();
  }

  /** An exercise; until its part of the page is there, it waits. */
  get #doing(): Doing | undefined {
    const { document } = this.#desk;
    const isOne = ['/exercise', '/goals'].some((at) => Object.keys(get(document, at) ?? {}).length > 0);
    return isOne ? (this.#exercise ?? coming) : undefined;
  }

  /** An exercise comes with the first document that is one. */
  async #exercised(): Promise<void> {
    const { exerciseOf } = await import('./exercise');
    this.#exercise ??= exerciseOf(await this.#hosted(), this.#desk, this.#outside, this.#roster, () => this.#begin());
    this.#exercise.restore(this.#handIn);
    if (this.#player.held) this.#begin();
    this.requestUpdate();
  }

  #adopted(isEdited: boolean): void {
    const { finished } = this.#desk;
    const late = this.#desk.works === this.#late?.works ? this.#late : undefined;
    if (this.#net !== late) {
      this.#subject.stop();
      this.#net = late;
      this.#player.speed = late?.firstSpeed ?? firstSpeed;
    }
    this.#player.ready = Number.POSITIVE_INFINITY;
    this.#said = '';
    this.#trouble.failure = undefined;
    this.#net?.adopted();
    this.#player.resize(finished?.steps ?? 0);
    this.#roster.adopt(finished?.runs.length ?? 1);
    this.#rest.dock?.adopt();
    if (this.#doing && !this.#exercise) void this.#exercised();
    this.#show();
    this.requestUpdate();
    if (isEdited) this.#outside.tell('change', { text: this.text });
  }

  async #fail(failure: Failure): Promise<void> {
    const { turn } = this.#desk;
    this.#player.pause();
    await this.#trouble.fetch();
    if (turn !== this.#desk.turn) return;
    this.#trouble.failure = failure;
    this.requestUpdate();
    this.#outside.tell('fail', { code: failure.code, message: failure.message });
  }

  /** Hands the finished runs to the pictures. */
  #show(): void {
    this.#subject.show();
    if (!this.#subject.scales) return;
    this.#rest.curves?.show();
    this.#drawSoon();
  }

  /** A picture of the plane stands: now the rest may come. */
  async #pictured(): Promise<void> {
    this.requestUpdate();
    const came = await this.#rest.come({
      root: this.renderRoot as ShadowRoot,
      desk: this.#desk,
      ground: this.#ground,
      host: this.#hosted(),
      panels: () => this.#net?.panels,
      drawSoon: () => this.#drawSoon(),
    });
    if (came) this.requestUpdate();
    this.#show();
  }

  /** With the next frame, however often it is asked for until then. */
  #drawSoon(): void {
    this.#drawing ||= requestAnimationFrame(() => this.#drawStep());
  }

  #drawStep(): void {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = 0;
    const { step, steps, playing } = this.#player;
    this.#subject.drawStep(step, playing);
    this.#rest.curves?.drawStep(step);
    this.#outside.at(step, steps);
  }

  /** Numbers that change faster than ten times a second cannot be read. */
  #learned(): void {
    this.#telling ||= setTimeout(() => {
      this.#telling = 0;
      this.#rest.curves?.soon();
      this.requestUpdate();
    }, 100);
  }

  /** Only panels ask where the mouse is. */
  #hovered(): void {
    if (!this.#rest.dock?.open.length) return;
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
    return themeOf(this, this.#desk.document, this.#outside.theme);
  }

  get #names(): string[] {
    const { finished, document } = this.#desk;
    return finished ? namesOf(document, finished.runs, this.#words) : [];
  }

  /** Says how all runs stand, to those who listen. */
  #announce(): void {
    const { step, steps } = this.#player;
    const view = this.#view;
    const { at } = this.#net?.time(view).words ?? view.words.transport;
    this.#said = `${at(step, steps)}. ${standings(view, step)}`;
    this.requestUpdate();
    this.#outside.tell('done', { step, steps });
  }

  /** What panels see of all this, from the first of them on. */
  #hosted(): Promise<Host> {
    this.#host ??= import('./soon').then(({ hostOf }) =>
      hostOf(() => this.#view, {
        desk: this.#desk,
        layers: this.#rest.layers,
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
    const { finished, surfaces, refused, ranges } = this.#desk;
    return {
      words: this.#words,
      theme: this.#theme,
      document: (this.#net?.changed ?? this.#desk).document,
      finished,
      surfaces,
      player: this.#player,
      domain: this.#subject.scales?.domain,
      late: this.#net,
      later: this.#late,
      heights: this.#ground.plane?.heights,
      refused,
      ranges,
      said: this.#said,
      now: (at) => this.#net?.changed.now(at),
      may: (at) => this.#desk.may(at),
      edit: (at, value) => this.edit(at, value),
      refuse: (refused) => this.#desk.refuse(refused),
      formulas: () => this.#desk.formulas(),
      again: this.#again,
      title: this.#title,
      roster: this.#roster,
    };
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const height = Number(this.height ?? get(this.#desk.document, pointer('view', 'height')));
    const { failure } = this.#trouble;
    const doing = this.#doing;
    const retry = () => {
      this.requestUpdate();
      this.#open();
    };
    return html`<div
      class="app ${wordsIn(this.#language) ? '' : 'waiting'} ${this.#theme === this.#outside.theme ? '' : 'apart'}"
      part="app" lang=${this.#language} data-theme=${this.#theme}
      style=${this.#outside.style(height, this.#theme)}
    >
      ${failure ? this.#trouble.render(failure, this.text, words, retry) : this.#outside.isNear && (doing !== coming || this.#rest.dock) ? figure(this.#view, this.#rest.dock, doing) : room}
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
