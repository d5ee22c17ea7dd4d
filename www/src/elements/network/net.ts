// A network as what a figure is about: it learns up to where time is, and shows what it says then.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { get, type Json, pointer } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import { inks, type Theme } from '../../draw/inks';
import { type Scales, scales } from '../../draw/scales';
import type { Failure, Finished } from '../../engine/client';
import { seenBy } from '../../engine/clock';
import { Trainer } from '../../engine/trainer';
import { type Choosing, choose, chosen, entriesOf, panelOf, panelsAt } from '../../panels/chosen';
import type { Host } from '../../panels/panel';
import { lessonOf } from '../../panels/parts/lesson';
import { freshSeed } from '../figure';
import type { Around, FigureView, Subject } from '../subject';
import { Card } from './card';
import { Changed } from './changed';
import { curveWordsOf } from './curve-words';
import { Diagram, planOf, type Rows, type Thought } from './diagram';
import { domain, layersOf, Mind } from './mind';
import sheet from './net.css?inline';
import { Opening } from './opening';
import { netPanels } from './panels';
import { Stop } from './stop';
import { listen } from './touches';
import { type NetWords, netWords } from './words';

const taskAt = pointer('task', 'network');
const dataAt = pointer('task', 'network', 'data');
const seedAt = pointer('seed');
/** Epochs a second; the last is as fast as it goes. */
const speeds = [1, 5, 20, 60, 240, Number.POSITIVE_INFINITY];
/** Looks at what learns follow each other so slowly at least. */
const lookMs = 1000 / 30;
/** What learns is looked at for so small a part of its time. */
const lookShare = 1 / 20;

export class Net implements Subject {
  readonly works = new Trainer();
  readonly panels = netPanels;
  readonly changed: Changed;
  readonly firstSpeed = 20;

  #around: Around;
  #diagram: Diagram | undefined;
  #observer = new ResizeObserver(() => this.#paint());
  #mind = new Mind(this.works);
  #painted: Theme | undefined;
  /** How far it goes by single batches. */
  #beyond = 0;
  #card: Card;
  #stop: Stop;
  #teaches = false;
  #watches = false;
  /** Ends the rest between two looks. */
  #rested = () => {};
  /** Files that no panel has taken yet. */
  #dropped: File[] = [];
  #listening: AbortController | undefined;

  constructor(around: Around) {
    this.#around = around;
    this.changed = new Changed(around, this.works);
    this.#stop = new Stop(around, this.works);
    const opening = new Opening(around);
    this.works.opening = (share) => opening.show(share);
    this.#card = new Card(
      around,
      () => ({ thought: this.#mind.thought, diagram: this.#diagram, run: this.#shown.run }),
      () => this.#paint(),
    );
  }

  get learner(): Host['learner'] {
    const { works } = this;
    const { run, epoch } = this.#shown;
    const pupil = works.pupils[run];
    if (!pupil) return undefined;
    const { lesson, progress } = pupil;
    const diagram = this.#diagram;
    return {
      lesson,
      run,
      epoch,
      key: `${this.#around.desk.finished?.opened.text} ${run} ${epoch ?? progress.updates}`,
      pupils: works.pupils,
      shop: works.shop,
      placeOf: (run) => works.placeOf(run),
      group: works.group,
      given: works.given,
      isPlane: this.#mind.thought?.units !== undefined,
      curves: (plain) => curveWordsOf(this.#around.words().tag, plain),
      dropped: () => this.#dropped.splice(0),
      // asked for in the midst of every update it would be a layout each
      get size() {
        return diagram?.size ?? ([0, 0] as const);
      },
      draw: (ctx, width, height, inks) => {
        const thought = this.#mind.thought;
        if (thought)
          this.#diagram?.paint(
            ctx,
            planOf(width, height, thought.layers),
            thought,
            this.#rowsOn(thought),
            domain,
            inks,
          );
        return !!(thought && this.#diagram);
      },
      ask: (name, ...given) => works.ask(run, name, ...given),
      askOf: (other, name, ...given) => works.ask(other, name, ...given),
    };
  }

  /** Which run is shown, and as it was at the end of which epoch; without one, as it is now. */
  get #shown(): { readonly run: number; readonly epoch: number | undefined } {
    const { player, roster } = this.#around;
    const run = Math.min(roster.selected, this.works.pupils.length - 1);
    const epochs = this.works.pupils[run]?.progress.epochs ?? 0;
    return { run, epoch: player.step < epochs ? player.step : undefined };
  }

  get scales(): Scales | undefined {
    return (
      this.#mind.thought && (this.#diagram?.scales(domain) ?? scales(domain, { left: 0, top: 0, width: 1, height: 1 }))
    );
  }

  stop(): void {
    this.#observer.disconnect();
    this.#listening?.abort();
    this.#diagram = undefined;
  }

  attach(root: ParentNode, signal: AbortSignal | undefined): boolean {
    const canvas = root.querySelector<HTMLCanvasElement>('.net canvas');
    if (!canvas) return false;
    if (!this.#diagram) {
      this.#diagram = new Diagram(canvas);
      this.#observer.observe(canvas);
      const [over, under] = ['.over-net', '.under-net'].map((name) => root.querySelector<HTMLElement>(name));
      if (over && under && signal) this.#card.listen(canvas.parentElement as HTMLElement, over, under, signal);
      this.#listen(root, canvas);
      this.show();
    }
    if (this.#painted !== this.#around.theme() || this.#diagram.flat !== this.#flat) this.#paint();
    this.#card.draw();
    return true;
  }

  show(): void {
    this.#drive();
  }

  drawStep(): void {
    this.#stop.look();
    this.#drive();
  }

  /** Another document, or the same begun anew. */
  adopted(): void {
    const { player, desk } = this.#around;
    player.ready = Math.min(desk.finished?.steps ?? 0, this.works.ready);
    this.#mind.forget();
    this.#beyond = 0;
  }

  render({ document, words, finished, roster, player }: FigureView): TemplateResult {
    const own = netWords[words.tag];
    const { kind } = choiceAt(document, dataAt);
    const pupil = this.works.pupils[roster.selected];
    const planes = Object.keys(own.data).slice(0, 12);
    const options = (planes.includes(kind) ? planes : [kind, ...planes]).map((value) => ({
      value,
      text: own.data[value] ?? value,
    }));
    const layers = pupil ? layersOf(pupil.lesson) : [];
    const stopped = this.#stop.says;
    const seeds = Number(get(document, '/repeat') ?? 1);
    return html`<style>${sheet}</style>
      <figcaption class="caption">
        ${choice({
          label: own.kind,
          quiet: true,
          about: 'data',
          value: kind,
          options,
          still: !this.#around.desk.may(dataAt),
          change: (value) => this.#around.desk.edit(taskAt, lessonOf(get(document, taskAt), value)),
        })}
        <span class="about-net ${stopped ? 'stopped' : ''}" role="status">${stopped ?? (pupil ? own.about(pupil.lesson.parts, pupil.progress.parameters, seeds) : '')}</span>
        ${
          this.#mind.thought?.units
            ? checkbox({ label: own.flat, on: this.#flat, about: 'net-flat', change: (flat) => this.#choose({ flat }) })
            : nothing
        }
      </figcaption>
      <div class="net-place">
        <div
          class="net" tabindex="0" role="img" aria-label=${own.name(own.data[kind] ?? kind)} aria-describedby="about"
        ><canvas></canvas></div>
        <div class="over-net"></div>
      </div>
      <div class="under-net"></div>
      ${kind === 'digits' ? html`<p class="source"><a href="https://doi.org/10.24432/C50P49">${own.source}</a></p>` : nothing}
      <span class="unseen" id="about">${finished ? `${own.describe(layers)} ${this.sentence(player.step) ?? ''}` : ''}</span>`;
  }

  /** How the selected run has done by an epoch. */
  sentence(epoch: number): string | undefined {
    const { roster, names, words } = this.#around;
    const pupil = this.works.pupils[roster.selected];
    if (!pupil) return undefined;
    const { series } = pupil;
    // of what has been learned so far
    const now = Math.min(epoch, (series.loss?.length ?? 0) - 1);
    const at = (name: string) => series[name]?.[now];
    const loss = at('test_loss') ?? at('loss');
    return loss === undefined
      ? undefined
      : netWords[words().tag].story(names()[roster.selected] ?? '', at('test_accuracy') ?? at('accuracy'), loss, now);
  }

  time({ words }: Pick<FigureView, 'words'>) {
    const own = netWords[words.tag];
    const rows = this.works.pupils[0]?.lesson.parts[0] ?? 0;
    const perSecond = (epochs: number) => own.perSecond(epochs * rows);
    return {
      speeds,
      words: { ...words.transport, ...own.transport, perSecond },
      within: this.#within(own),
      // other first weights, for the same data
      reseed: !this.#around.desk.may(seedAt)
        ? undefined
        : () => {
            const { desk } = this.#around;
            const seed = get(desk.document, seedAt);
            const all = typeof seed === 'number' ? { data: seed, shuffle: seed, noise: seed } : (seed as object | null);
            desk.edit(seedAt, { ...all, init: freshSeed() });
          },
    };
  }

  /** Where it stands within an epoch while time stands still, and one batch more. */
  #within({ batch, oneBatch }: NetWords) {
    const { player } = this.#around;
    const { run, epoch } = this.#shown;
    const { progress } = this.works.pupils[run] ?? {};
    const [done, each] = progress?.within ?? [0, 0];
    const isWithin = !player.playing && epoch === undefined && done > 0 && done < each;
    return { text: isWithin ? batch(done, each) : '', label: oneBatch, more: () => void this.#oneBatch() };
  }

  async #oneBatch(): Promise<void> {
    const { desk, player, failed } = this.#around;
    player.pause();
    const { finished } = desk;
    const { run, epoch } = this.#shown;
    if (!finished) return;
    if (epoch !== undefined) {
      const back = await this.works.back(epoch, finished);
      if (this.#fails(back, failed) || !('ok' in back) || !back.ok) return;
      this.#taken(back.ok);
    }
    const { progress } = this.works.pupils[run] ?? {};
    if (!progress) return;
    this.#beyond = seenBy(progress) + 1 / Math.max(1, progress.within[1]);
    this.#drive();
  }

  /** Has it learn up to where time is, and looks at it meanwhile. */
  #drive(): void {
    void this.#teach();
    void this.#watch();
  }

  async #teach(): Promise<void> {
    if (this.#teaches) return;
    this.#teaches = true;
    try {
      while (this.#diagram && (await this.#learn())) void this.#watch();
    } finally {
      this.#teaches = false;
      // what came of it is looked at now
      this.#rested();
    }
  }

  async #watch(): Promise<void> {
    if (this.#watches) return;
    this.#watches = true;
    try {
      for (;;) {
        const [from, answered] = [performance.now(), this.works.answered];
        if (!this.#diagram || !(await this.#look())) return;
        const took = this.#teaches ? this.works.answered - answered : 0;
        const due = from + Math.max(lookMs, took / lookShare);
        await new Promise<void>((rested) => {
          this.#rested = rested;
          setTimeout(rested, due - performance.now());
        });
      }
    } finally {
      this.#watches = false;
    }
  }

  /** Presses on the plane, and files anywhere. */
  #listen(root: ParentNode, canvas: HTMLCanvasElement): void {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { press, desk, hovered } = this.#around;
    listen(root, canvas, this.#listening.signal, {
      scales: () => (this.#mind.thought?.units ? this.#diagram?.scales(domain) : undefined),
      press,
      drop: (files) => {
        this.#dropped.push(...files);
        const open = entriesOf(desk.document);
        if (open.some((entry) => panelOf(entry) === 'data')) hovered();
        else void desk.edit(panelsAt, [...open, 'data'] as Json);
      },
    });
  }

  /** True where something new has been learned. */
  async #learn(): Promise<boolean> {
    const { desk, player, failed } = this.#around;
    const { finished } = desk;
    if (!finished) return false;
    if (player.playing || this.#beyond < player.step) this.#beyond = 0;
    const until = Math.min(finished.steps, this.#stop.until, Math.max(player.step, player.wanted, this.#beyond));
    if (this.works.at >= until - 1e-9) return false;
    const result = await this.works.learn(until, finished);
    if (this.#fails(result, failed) || !('ok' in result)) return false;
    // another document has come: if it is not shown yet, it will ask itself
    if (!result.ok) return desk.finished !== finished;
    this.#taken(result.ok);
    // the last batch of an epoch ends it
    if (this.#beyond > 0 && player.ready > player.step) player.go(Math.floor(this.#beyond + 1e-9));
    return true;
  }

  /** More has been learned, or gone back over. */
  #taken(finished: Finished): void {
    const { desk, player, learned } = this.#around;
    desk.follow(finished);
    player.ready = Math.min(finished.steps, this.works.ready);
    learned();
  }

  /** Asks what the network says now, where that is not known yet. */
  async #look(): Promise<boolean> {
    const { desk, pictured, failed } = this.#around;
    const { finished, document } = desk;
    const { run, epoch } = this.#shown;
    if (!finished || !this.works.pupils[run]) return false;
    const first = !this.#mind.thought;
    const looked = await this.#mind.look(finished.opened.text, document, run, epoch);
    if (this.#fails(looked, failed) || !('ok' in looked) || looked.ok === 'known') return false;
    if (looked.ok === 'gone') return desk.finished !== finished;
    this.#card.thought();
    this.#paint();
    if (first) pictured();
    return true;
  }

  #paint(): void {
    const [theme, thought] = [this.#around.theme(), this.#mind.thought];
    if (!thought) return;
    // the curves are drawn in other colours too
    if (this.#painted && this.#painted !== theme) this.#around.learned();
    this.#painted = theme;
    if (this.#diagram) this.#diagram.flat = this.#flat;
    this.#diagram?.draw(thought, this.#rowsOn(thought), domain, inks[theme], this.#card.marked);
  }

  /** Whether what comes out is in flat areas. */
  get #flat(): boolean {
    return chosen(this.#around.desk, 'output').flat;
  }

  #choose(to: Choosing<'output'>): void {
    const { desk, hovered } = this.#around;
    choose({ document: desk.document, edit: (at, value) => void desk.edit(at, value), update: hovered }, 'output', to);
  }

  /** Rows are drawn where there is a plane. */
  #rowsOn({ units }: Thought): Rows | undefined {
    return units && this.#mind.rows;
  }

  #fails(result: { readonly failed: Failure } | { readonly ok: unknown }, failed: (failure: Failure) => void): boolean {
    if (!('failed' in result)) return false;
    failed(result.failed);
    return true;
  }
}
