// Weights: those of the run and epoch that are shown are saved, and others are brought to start from.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from '../../../controls/live';
import { get, type Json, pointer, set } from '../../../document/pointer';
import { plain } from '../../../draw/format';
import type { Host } from '../../panel';
import { save } from '../../parts/save';
import { exportWords } from '../words';
import { mostBytes, readWeights, type Values } from './weights';
import type { NetExportWords } from './words';

const initAt = pointer('task', 'network', 'init');

/** What has come of it. */
interface Said {
  readonly wrong: boolean;
  readonly text: (words: NetExportWords) => string;
}

export class Weights {
  #host: Host;
  #text = '';
  #said: Said | undefined;
  /** Where the last ones were put. */
  #at: string | undefined;
  /** Something is held over it, to be dropped. */
  #over = false;

  constructor(host: Host) {
    this.#host = host;
  }

  render(words: NetExportWords): TemplateResult {
    const { learner, names } = this.#host;
    if (!learner) return html``;
    const said = this.#refused ?? this.#said;
    return html`<div
      class="weights ${this.#over ? 'over' : ''}"
      @dragover=${(event: DragEvent) => this.#hold(event, true)}
      @dragleave=${(event: DragEvent) => this.#hold(event, false)}
      @drop=${(event: DragEvent) => this.#drop(event)}
    >
      <h3>${words.weights}</h3>
      <p class="about">${words.weightsAbout(names[learner.run] ?? '', plain(this.#epoch))}</p>
      <div class="row">
        <button class="word" type="button" data-help="export-weights" @click=${() => void this.#save()}>${words.weightsSave}</button>
        <label class="word file" data-help="export-weights-open">${words.weightsOpen}<input
          type="file" accept=".json,application/json"
          @change=${(event: Event) => void this.#open(event.target as HTMLInputElement)}
        /></label>
      </div>
      <label class="paste">${words.weightsPaste}<input
        class="number" data-help="export-weights-open" autocomplete="off" autocapitalize="off" spellcheck="false"
        placeholder='[{"weights": [[…]], "bias": […]}]' .value=${live(this.#text)}
        aria-invalid=${said?.wrong ? 'true' : 'false'} aria-describedby="weights-said"
        @paste=${(event: ClipboardEvent) => this.#paste(event)}
        @change=${(event: Event) => this.#take((event.target as HTMLInputElement).value)}
      /></label>
      <p id="weights-said" class=${said?.wrong ? 'wrong' : 'about'} aria-live="polite">${said?.text(words) ?? nothing}</p>
    </div>`;
  }

  /** The one that is shown; a network between two epochs is of the last. */
  get #epoch(): number {
    const { learner } = this.#host;
    return learner?.epoch ?? learner?.pupils[learner.run]?.progress.epochs ?? 0;
  }

  /** What the engine has against the last ones. */
  get #refused(): Said | undefined {
    const { refused } = this.#host;
    return refused && refused.at === this.#at ? { wrong: true, text: () => refused.why } : undefined;
  }

  async #save(): Promise<void> {
    const { learner } = this.#host;
    if (!learner) return;
    const epoch = this.#epoch;
    const told = await learner.ask('values', learner.epoch);
    if ('ok' in told && told.ok) {
      this.#said = undefined;
      save(new Blob([told.ok], { type: 'application/json' }), `fall-line-weights-${epoch}.json`);
      this.#host.update();
    } else {
      this.#say((_, host) => exportWords[host.words.tag].notMade);
    }
  }

  async #open(input: HTMLInputElement): Promise<void> {
    const opened = input.files?.[0];
    if (opened) await this.#read(opened);
    // the same file again is a change too
    input.value = '';
  }

  async #read(opened: File): Promise<void> {
    if (opened.size > mostBytes) return this.#say((words) => words.largeFile);
    try {
      this.#take(await opened.text());
    } catch {
      this.#say((_, host) => exportWords[host.words.tag].notMade);
    }
  }

  /** At once, whatever its length; letters that are pasted into others are typed. */
  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!text.trim() || (event.target as HTMLInputElement).value) return;
    event.preventDefault();
    this.#take(text);
  }

  #hold(event: DragEvent, over: boolean): void {
    event.preventDefault();
    if (this.#over === over) return;
    this.#over = over;
    this.#host.update();
  }

  #drop(event: DragEvent): void {
    this.#hold(event, false);
    const [dropped] = event.dataTransfer?.files ?? [];
    const text = event.dataTransfer?.getData('text/plain');
    if (dropped) void this.#read(dropped);
    else if (text) this.#take(text);
  }

  /** What was brought is where the run that is shown starts from. */
  #take(text: string): void {
    this.#text = text.length > 200 ? '' : text;
    const { learner, document } = this.#host;
    if (!learner) return;
    if (!text.trim()) {
      this.#said = undefined;
      this.#host.update();
      return;
    }
    const own = (run: number, field: string) => pointer('runs', run, 'with', field);
    // where layers are a run's own, first weights are too
    const isApart = learner.pupils.some(({ name }) =>
      ['layers', 'features', 'loss'].some((field) => get(document, own(name, field)) !== undefined),
    );
    const at = isApart || get(document, own(learner.run, 'init')) ? own(learner.run, 'init') : initAt;
    const read = readWeights(text, learner.lesson, JSON.stringify(set(document, at, null)).length);
    if ('wrong' in read) {
      this.#say((words) => words.wrong(read.wrong));
      return;
    }
    this.#at = at;
    this.#host.edit(at, { values: read.values as unknown as Json });
    this.#text = '';
    this.#said = { wrong: false, text: (words) => words.taken(countOf(read.values)) };
    this.#host.update();
  }

  #say(text: (words: NetExportWords, host: Host) => string): void {
    this.#said = { wrong: true, text: (words) => text(words, this.#host) };
    this.#host.update();
  }
}

function countOf(values: readonly Values[]): number {
  return values.reduce((sum, { weights, bias }) => sum + bias.length * (1 + (weights[0]?.length ?? 0)), 0);
}
