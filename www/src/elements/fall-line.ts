// <fall-line>: one document and the current step; everything on screen follows from these two.
//
//   <fall-line><script type="application/json">{"task": …}</script></fall-line>
//   <fall-line src="valley.json" lang="ko" theme="dark" height="320"></fall-line>
//   element.document = {task: …};  element.text = '{"task": …}';  element.snapshot()

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Range } from '../controls/slider';
import type { Experiment } from '../document/experiment.gen';
import { get, type Json, pointer, set } from '../document/pointer';
import type { Theme } from '../draw/inks';
import type { Domain } from '../draw/scales';
import { Engine, type Failure, type Finished, type Summary, type Surface } from '../engine/client';
import { noText, stringify } from '../engine/stringify';
import { en } from '../text/en';
import { chooseLanguage, type Language, loadWords, type Words, wordsIn } from '../text/words';
import type { Curves } from './curves';
import type { failurePanel } from './failure-panel';
import { type FigureView, figure, standings, startAt, startOf, surfaceAt } from './figure';
import { formulasReady } from './formulas';
import { key } from './keys';
import { plainPanel } from './plain-panel';
import { Plane } from './plane';
import { Player } from './player';
import { type Point, point } from './pointing';
import { say } from './say';
import { endsOutside, namesOf, type Refused, refusedText } from './settings';
import { readSource } from './source';
import { styles } from './styles';

/** What a figure shows now, for those who want to check or keep it. */
export interface Snapshot {
  /** The canonical document. */
  readonly document: string;
  readonly step: number;
  readonly steps: number;
  readonly playing: boolean;
  /** The part of the plane in the picture: x0, x1, y0, y1. */
  readonly domain: Domain;
  readonly fingerprint: string;
  /** `path` is what is drawn: x0, y0, x1, y1, … up to the step. */
  readonly runs: readonly { readonly name: string; readonly path: Float64Array; readonly summary: Summary }[];
}

const darkness = matchMedia('(prefers-color-scheme: dark)');
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export class FallLine extends LitElement {
  static override styles = styles;
  static override properties = { src: {}, lang: {}, theme: {}, height: {} };

  declare src: string | null;
  declare theme: string | null;
  declare height: string | null;

  #engine = new Engine();
  #player = new Player(
    this,
    () => this.#drawStep(),
    () => this.#announce(),
  );
  #plane: Plane | undefined;
  #curves: Curves | undefined;
  #listening: AbortController | undefined;

  /** The document as it was given: its own letters, for errors. */
  #given: string | undefined;
  /** Whether what was given is not what is shown: not yet, or never. */
  #fresh = false;
  #shown: { readonly finished: Finished; readonly document: Json } | undefined;
  /** The document with edits that the engine has not answered yet. */
  #draft: Json | undefined;
  /** Counts what was asked for from outside: an answer to anything but the last is too late. */
  #turn = 0;
  #failure: Failure | undefined;
  #panel: typeof failurePanel | undefined;
  #refused: Refused | undefined;
  #surfaces: readonly Surface[] = [];
  #ranges = new Map<string, Range>();
  #selected = 0;
  #said = '';

  /** The document as JSON text. Reading gives the canonical form of what is shown. */
  get text(): string {
    // until the engine has answered, and where it has refused: what was given
    return this.#fresh ? (this.#given ?? '') : (this.#shown?.finished.opened.text ?? this.#given ?? '');
  }
  set text(text: string) {
    this.#given = text;
    this.#fresh = true;
    if (this.isConnected) void this.#open(text);
  }

  /** The document as an object. */
  get document(): Experiment {
    return JSON.parse(this.text) as Experiment;
  }
  set document(document: Experiment) {
    const result = stringify(document);
    if ('ok' in result) this.text = result.ok;
    else void this.#refuse(result.failed);
  }

  snapshot(): Snapshot | undefined {
    const [shown, scales] = [this.#shown, this.#plane?.scales];
    if (!shown || !scales) return undefined;
    const { step, steps, playing } = this.#player;
    const { opened, runs, fingerprint } = shown.finished;
    return {
      document: opened.text,
      step,
      steps,
      playing,
      domain: scales.domain,
      fingerprint,
      runs: runs.map(({ path, summary }, k) => ({
        name: this.#names[k] ?? '',
        path: path.slice(0, 2 * (step + 1)),
        summary,
      })),
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    darkness.addEventListener('change', () => this.requestUpdate(), { signal });
    void formulasReady.then(() => this.requestUpdate());
    this.addEventListener('keydown', (event) => key(event, this.#player), { signal });
    if (this.#given !== undefined) void this.#open(this.#given);
    else if (!this.src) void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // an answer that comes now would wake the engine again
    this.#turn += 1;
    this.#listening?.abort();
    this.#plane?.stop();
    this.#curves?.stop();
    this.#plane = undefined;
    this.#curves = undefined;
    this.#engine.stop();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('src') && (this.src || changed.get('src'))) void this.#read();
    if (!wordsIn(this.#language)) void loadWords(this.#language).then(() => this.requestUpdate());
  }

  protected override updated(): void {
    const [frame, ground, scene, bar, handle] = ['.plane', '.ground', '.scene', '.legend canvas', '.handle'].map(
      (part) => this.renderRoot.querySelector(part),
    ) as [HTMLElement | null, HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement, HTMLElement];
    if (frame && !this.#plane && this.#listening) {
      this.#plane = new Plane(
        { frame, ground, scene, bar, handle },
        (text, domain, columns, rows) => this.#field(text, domain, columns, rows),
        () => void this.#pictured(),
      );
      const { signal } = this.#listening;
      const to = {
        scales: () => this.#plane?.scales,
        start: () => this.#start,
        move: (at: Point) => this.#moveStart(at),
      };
      point(frame, handle, to, signal);
      this.#show();
    } else if (!frame && this.#plane) {
      this.#plane.stop();
      this.#plane = undefined;
      this.#curves?.stop();
      this.#curves = undefined;
    }
    if (this.#plane && (this.#plane.theme !== this.#theme || this.#plane.words !== this.#words.plane)) {
      this.#plane.theme = this.#theme;
      this.#plane.words = this.#words.plane;
      this.#plane.redraw();
      this.#show();
    }
  }

  async #read(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const source = await readSource(this, this.src);
    if (turn !== this.#turn) return;
    if ('failed' in source) void this.#fail(source.failed);
    else this.text = source.ok;
  }

  /** Takes a document that was given from outside. */
  async #open(text: string): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (typeof text !== 'string') {
      void this.#fail(noText(typeof text));
      return;
    }
    const surfaces = await this.#engine.surfaces();
    if (turn !== this.#turn) return;
    if ('failed' in surfaces) {
      void this.#fail(surfaces.failed);
      return;
    }
    this.#surfaces = surfaces.ok;
    const result = await this.#engine.run(text);
    if (turn !== this.#turn) return;
    if ('failed' in result) {
      void this.#fail(result.failed);
      return;
    }
    if (!result.ok) return;
    this.#fresh = false;
    this.#failure = undefined;
    this.#refused = undefined;
    this.#draft = undefined;
    this.#ranges.clear();
    this.#selected = 0;
    this.#adopt(result.ok);
    const at = get(this.#document, pointer('view', 'at'));
    this.#player.pause();
    this.#player.go(typeof at === 'number' ? at : stillness.matches ? this.#player.steps : 0);
    if (typeof at !== 'number' && !stillness.matches) this.#player.play();
  }

  /** Sets one value of the document; the run is replayed to the current step. */
  async #edit(at: string, value: Json): Promise<void> {
    if (!this.#shown) return;
    this.#draft = set(this.#document, at, value);
    this.#refused = undefined;
    this.requestUpdate();
    const draft = this.#draft;
    const turn = this.#turn;
    const result = await this.#engine.run(JSON.stringify(draft));
    if (turn !== this.#turn) return;
    if ('failed' in result) {
      this.#refused = { at, text: refusedText(value), why: say(result.failed, this.#words) };
      if (this.#draft === draft) this.#draft = undefined;
      this.requestUpdate();
      return;
    }
    if (!result.ok) return;
    if (this.#draft === draft) this.#draft = undefined;
    this.#adopt(result.ok);
  }

  #adopt(finished: Finished): void {
    this.#shown = { finished, document: JSON.parse(finished.opened.resolved) as Json };
    this.#player.resize(finished.steps);
    this.#show();
    this.requestUpdate();
  }

  /** A document that no engine needs to see. */
  #refuse(failure: Failure): Promise<void> {
    this.#turn += 1;
    return this.#fail(failure);
  }

  /** The panel and its words come when they are needed; should that fail too, there are plain words here. */
  async #fail(failure: Failure): Promise<void> {
    const turn = this.#turn;
    this.#player.pause();
    this.#panel ??= (await import('./failure-panel').catch(() => undefined))?.failurePanel;
    if (turn !== this.#turn) return;
    this.#failure = failure;
    this.requestUpdate();
  }

  async #field(text: string, domain: Domain, columns: number, rows: number): Promise<Float32Array | undefined> {
    const result = await this.#engine.field(text, { domain: Float64Array.from(domain), columns, rows });
    if ('ok' in result) return result.ok;
    void this.#fail(result.failed);
    return undefined;
  }

  /** Hands the finished runs to the pictures. */
  #show(): void {
    const [shown, start] = [this.#shown, this.#start];
    if (!shown || !start || !this.#plane) return;
    const { opened, runs, steps } = shown.finished;
    const names = this.#names;
    this.#plane.theme = this.#theme;
    this.#plane.words = this.#words.plane;
    this.#plane.show({
      text: opened.text,
      surface: JSON.stringify(get(shown.document, surfaceAt) ?? null),
      ramp: 'log',
      domain: [...opened.domain] as unknown as Domain,
      minima: opened.minima,
      start,
      runs: runs.map(({ path }, k) => ({ name: names[k] ?? '', path })),
      selected: this.#selected,
    });
    const domain = this.#plane.scales?.domain;
    if (this.#curves && domain) {
      const lines = runs.map((run, k) => ({ name: names[k] ?? '', loss: run.loss, out: endsOutside(run, domain) }));
      this.#curves.show({ steps, runs: lines }, this.#theme);
    }
    this.#drawStep();
  }

  /** A picture of the plane stands: now the curves may come. */
  async #pictured(): Promise<void> {
    this.requestUpdate();
    const root = this.renderRoot.querySelector<HTMLElement>('.chart');
    if (root && !this.#curves) {
      const { Curves } = await import('./curves');
      if (!root.isConnected || this.#curves) return;
      this.#curves = new Curves(root);
    }
    this.#show();
  }

  #drawStep(): void {
    const { step, playing } = this.#player;
    this.#plane?.drawStep(step, playing);
    this.#curves?.drawStep(step);
  }

  #moveStart([x, y]: Point): void {
    void this.#edit(startAt, [x, y]);
  }

  /** Where the hand has it, before the engine has answered. */
  get #start(): Point | undefined {
    return startOf({ document: this.#document, finished: this.#shown?.finished });
  }

  get #document(): Json {
    return this.#draft ?? this.#shown?.document ?? null;
  }

  get #language(): Language {
    const around = this.parentElement?.closest('[lang]')?.getAttribute('lang');
    const own = get(this.#document, pointer('view', 'lang'));
    return chooseLanguage([
      this.getAttribute('lang'),
      typeof own === 'string' ? own : null,
      around,
      ...navigator.languages,
    ]);
  }

  get #words(): Words {
    return wordsIn(this.#language) ?? en;
  }

  get #theme(): Theme {
    const wanted = this.theme ?? get(this.#document, pointer('view', 'theme'));
    if (wanted === 'light' || wanted === 'dark') return wanted;
    return darkness.matches ? 'dark' : 'light';
  }

  get #names(): string[] {
    return this.#shown ? namesOf(this.#document, this.#shown.finished.runs, this.#words) : [];
  }

  /** Says how all runs stand, to those who listen. */
  #announce(): void {
    const { step, steps } = this.#player;
    this.#said = `${this.#words.transport.at(step, steps)}. ${standings(this.#view, step)}`;
    this.requestUpdate();
  }

  /** What there is to show, and what can be done to it. */
  get #view(): FigureView {
    return {
      words: this.#words,
      theme: this.#theme,
      document: this.#document,
      finished: this.#shown?.finished,
      surfaces: this.#surfaces,
      player: this.#player,
      domain: this.#plane?.scales?.domain,
      heights: this.#plane?.heights,
      refused: this.#refused,
      ranges: this.#ranges,
      said: this.#said,
      edit: (at, value) => void this.#edit(at, value),
      refuse: (refused) => {
        this.#refused = refused;
        this.requestUpdate();
      },
      select: (run) => {
        if (this.#selected === run) return;
        this.#selected = run;
        this.#show();
      },
    };
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const height = Number(this.height ?? get(this.#document, pointer('view', 'height')));
    const retry = () => {
      this.#failure = undefined;
      this.requestUpdate();
      if (this.#given === undefined) void this.#read();
      else void this.#open(this.#given);
    };
    const document = this.#failure?.code.startsWith('document') ? undefined : this.#given;
    return html`<div
      class="app ${wordsIn(this.#language) ? '' : 'waiting'}" part="app" lang=${this.#language} data-theme=${this.#theme}
      style=${height > 0 ? `--height: ${Math.min(4000, Math.max(120, height))}px` : nothing}
    >
      ${this.#failure ? (this.#panel ?? plainPanel)(this.#failure, document, words, retry) : figure(this.#view)}
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
