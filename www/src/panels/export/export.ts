// Everything to take along: the picture, the numbers, the code, the link.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { encode } from '../../document/link';
import { get, type Json, pointer } from '../../document/pointer';
import type { Sources } from '../../engine/client';
import { choose, chosen } from '../chosen';
import { Answer, type Host, type Panel } from '../panel';
import { save } from '../parts/save';
import type { LibraryName } from './code/libraries';
import { program, type Written } from './code/program';
import { codeWords } from './code/words';
import sheet from './export.css?inline';
import { gridOf, type Look, Picture, type Sight } from './picture';
import { csv, file, json, type Told } from './table';
import { exportWords } from './words';

const sizes = [1, 2, 4] as const;
const libraries: Readonly<Record<LibraryName, string>> = { numpy: 'NumPy', torch: 'PyTorch', jax: 'JAX' };
/** How long a button says that it has copied. */
const saidMs = 2000;

export function open(host: Host): Panel {
  return new Export(host);
}

/** The parts of the panel. */
type Place = 'picture' | 'data' | 'code' | 'link';

class Export implements Panel {
  #host: Host;
  #sources: Answer<{ readonly text: string; readonly sources: Sources }>;
  #look: Omit<Look, 'theme'> & Partial<Look> = { axes: true, legend: true };
  #size = 2;
  #written: { readonly key: string; readonly written: Written } | undefined;
  /** Which button has just copied, and what could not be. */
  #copied: 'code' | 'link' | undefined;
  #wrong: { readonly about: Place; readonly why: string; readonly text?: string } | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#sources = new Answer(host);
  }

  close(): void {
    clearTimeout(this.#silence);
  }

  get #library(): LibraryName {
    return chosen(this.#host, 'export').library;
  }

  render(): TemplateResult {
    const { words, theme, seen, names } = this.#host;
    const own = exportWords[words.tag];
    const button = (about: string, text: string, press: () => void) =>
      html`<button class="word" type="button" data-help="export-${about}" @click=${press}>${text}</button>`;
    const tick = (label: string, key: 'axes' | 'legend') =>
      checkbox({ label, on: this.#look[key], about: `export-${key}`, change: (on) => this.#set({ [key]: on }) });
    return html`<style>${sheet}</style>
      <div class="parts">
        <div>
          <h3>${own.link}</h3>
          <p class="about">${own.linkAbout}</p>
          <div class="row">
            ${button('link', this.#copied === 'link' ? own.copied : own.copyLink, () => void this.#link())}
          </div>
          ${this.#trouble('link')}
          <h3>${own.picture}</h3>
          <div class="row">
            ${choice({
              label: own.size,
              about: 'export-size',
              value: String(this.#size),
              options: sizes.map((size) => ({ value: String(size), text: `${size}×` })),
              change: (value) => {
                this.#size = Number(value);
                this.#host.update();
              },
            })}
            ${choice({
              label: own.colours,
              about: 'export-colours',
              value: this.#look.theme ?? theme,
              options: (['light', 'dark'] as const).map((value) => ({ value, text: own.themes[value] })),
              change: (value) => this.#set({ theme: value as Look['theme'] }),
            })}
          </div>
          <div class="row">${tick(own.axes, 'axes')} ${tick(own.legend, 'legend')}</div>
          <div class="row">
            ${button('png', 'PNG', () => void this.#picture('png'))} ${button('svg', 'SVG', () => void this.#picture('svg'))}
          </div>
          ${seen.length < names.length ? html`<p class="about">${own.hidden}</p>` : nothing}
          ${this.#trouble('picture')}
          <h3>${own.data}</h3>
          <p class="about">${own.about}</p>
          <div class="row">
            ${button('csv', own.csv, () => void this.#table('csv'))} ${button('json', own.json, () => void this.#table('json'))}
            ${button('result', own.result, () => void this.#result())}
          </div>
          ${this.#trouble('data')}
        </div>
        <div>
          <h3>${own.code}</h3>
          ${this.#code()}
        </div>
      </div>
      <p class="unseen" aria-live="polite">${this.#copied ? own.copied : ''}</p>`;
  }

  #code(): TemplateResult {
    const own = exportWords[this.#host.words.tag];
    const written = this.#program();
    const code = written && 'code' in written ? written.code : undefined;
    return html`<div class="row">
        ${choice({
          label: own.library,
          about: 'export-library',
          value: this.#library,
          options: Object.entries(libraries).map(([value, text]) => ({ value, text })),
          change: (value) => choose(this.#host, 'export', { library: value as LibraryName }),
        })}
        <button class="word" type="button" data-help="export-copy" ?disabled=${!code} @click=${() => void this.#copy('code', code ?? '')}>
          ${this.#copied === 'code' ? own.copied : own.copy}
        </button>
        <button
          class="word" type="button" data-help="export-download" ?disabled=${!code}
          @click=${() => this.#save(new Blob([code ?? ''], { type: 'text/x-python' }), `fall-line-${this.#library}.py`)}
        >${own.download}</button>
      </div>
      ${this.#trouble('code')}
      ${written && 'why' in written ? html`<p>${written.why}</p>` : nothing}
      ${code ? html`<pre tabindex="0" data-help="export-code" role="region" aria-label=${own.text}>${code}</pre>` : nothing}`;
  }

  /** The code, written anew only where something of it has changed. */
  #program(): Written | undefined {
    const { finished, names, words } = this.#host;
    if (!finished) return undefined;
    const { text, resolved } = finished.opened;
    const answer = this.#sources.of(text, async () => {
      const told = await this.#host.tell('sources');
      return 'failed' in told ? told : { ok: told.ok && { text, sources: told.ok } };
    });
    // those of another document do not fit this one: the last code stays until they are here
    if (answer?.text !== text) return this.#written?.written;
    const key = JSON.stringify([text, this.#library, words.tag, names]);
    if (this.#written?.key !== key) {
      const runs = finished.runs.map(({ path, summary: { status } }, k) => ({
        name: names[k] ?? '',
        path,
        diverged: typeof status === 'object' ? status.diverged.at : undefined,
      }));
      const ran = { document: JSON.parse(resolved) as Json, sources: answer.sources, runs };
      this.#written = { key, written: program(this.#library, ran, codeWords[words.tag]) };
    }
    return this.#written.written;
  }

  async #picture(kind: 'png' | 'svg'): Promise<void> {
    const { theme, words } = this.#host;
    const sight = this.#sight();
    if (!sight) return;
    const { columns, rows } = gridOf(sight);
    const told = await this.#host.tell('field', Float64Array.from(sight.domain), columns, rows);
    const values = 'ok' in told ? told.ok : undefined;
    if (!values) return this.#say('picture', exportWords[words.tag].notMade);
    try {
      const picture = new Picture(sight, { theme, ...this.#look }, { values, columns, rows });
      const title = sight.sentence ?? words.plane.name('');
      const blob = kind === 'png' ? await picture.png(this.#size) : picture.svg(title);
      this.#save(blob, `fall-line-${sight.step}.${kind}`);
    } catch {
      const own = exportWords[words.tag];
      this.#say('picture', kind === 'png' ? own.tooLarge : own.notMade);
    }
  }

  /** What is seen now. */
  #sight(): Sight | undefined {
    const { finished, scales, document, names, seen, selected, step, words, layers, sentence } = this.#host;
    if (!finished || !scales) return undefined;
    const [x = 0, y = 0] = finished.runs[0]?.path ?? [];
    const start = get(document, pointer('task', 'surface', 'start')) as [number, number] | null;
    return {
      domain: scales.domain,
      width: scales.box.width,
      height: scales.box.height,
      minima: finished.opened.minima,
      start: start ?? [x, y],
      runs: seen.flatMap((run) => {
        const { path, loss } = finished.runs[run] ?? {};
        return path && loss ? [{ run, slot: this.#host.slot(run), name: names[run] ?? '', path, loss }] : [];
      }),
      selected,
      step,
      words: words.plane,
      layers,
      sentence,
      at: words.transport.at(step, finished.steps),
      ramp: words.plane.ramp,
    };
  }

  async #table(kind: 'csv' | 'json'): Promise<void> {
    const { finished, names, words } = this.#host;
    if (!finished) return;
    const runs: Told[] = [];
    for (const [k, { path, loss }] of finished.runs.entries()) {
      const [lr, norm] = await Promise.all([
        this.#host.tell('series', k, 'lr'),
        this.#host.tell('series', k, 'gradient_norm'),
      ]);
      if (!('ok' in lr && 'ok' in norm && lr.ok && norm.ok)) return this.#say('data', exportWords[words.tag].notMade);
      runs.push({ name: names[k] ?? '', path, loss, lr: lr.ok, gradientNorm: norm.ok });
    }
    const blob = kind === 'csv' ? file(csv(runs), 'text/csv') : file(json(runs), 'application/json');
    this.#save(await blob, `fall-line-paths.${kind}`);
  }

  async #result(): Promise<void> {
    const told = await this.#host.tell('result');
    const text = 'ok' in told ? told.ok : undefined;
    if (text === undefined) return this.#say('data', exportWords[this.#host.words.tag].notMade);
    this.#save(new Blob([text], { type: 'application/json' }), 'fall-line-result.json');
  }

  async #link(): Promise<void> {
    const text = this.#host.finished?.opened.text;
    if (text === undefined) return;
    await this.#copy('link', new URL(await encode(text), location.href).href);
  }

  async #copy(what: 'code' | 'link', text: string): Promise<void> {
    clearTimeout(this.#silence);
    try {
      await navigator.clipboard.writeText(text);
      this.#wrong = undefined;
      this.#copied = what;
      this.#silence = setTimeout(() => {
        this.#copied = undefined;
        this.#host.update();
      }, saidMs);
      this.#host.update();
    } catch {
      this.#copied = undefined;
      this.#say(what, exportWords[this.#host.words.tag].notCopied, what === 'link' ? text : undefined);
    }
  }

  #save(blob: Blob, name: string): void {
    this.#wrong = undefined;
    save(blob, name);
    this.#host.update();
  }

  #set(look: Partial<Look>): void {
    this.#look = { ...this.#look, ...look };
    this.#host.update();
  }

  #say(about: Place, why: string, text?: string): void {
    this.#wrong = { about, why, ...(text === undefined ? {} : { text }) };
    this.#host.update();
  }

  #trouble(about: Place): TemplateResult | typeof nothing {
    const wrong = this.#wrong;
    if (wrong?.about !== about) return nothing;
    return html`<p class="wrong" role="alert">${wrong.why}</p>
      ${wrong.text ? html`<input class="number" readonly data-help="export-by-hand" aria-label=${wrong.why} .value=${wrong.text} />` : nothing}`;
  }
}
