// Everything to take along: the picture, the numbers, the code, the link.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { get, type Json, pointer } from '../../document/pointer';
import type { Sources } from '../../engine/client';
import { chosen } from '../chosen';
import { Answer, type Host, type Panel } from '../panel';
import { BlogPart } from './blog-part';
import type { LibraryName } from './code/libraries';
import { program, type Written } from './code/program';
import { codeWords } from './code/words';
import sheet from './export.css?inline';
import { gridOf, type Look, Picture, type Sight } from './picture';
import { codePart, linkPart, type Manner, mannerChoices, type Place } from './pieces';
import { csv, file, json, type Told } from './table';
import { button, Taking } from './taking';
import { exportWords } from './words';

const libraries: Readonly<Record<LibraryName, string>> = { numpy: 'NumPy', torch: 'PyTorch', jax: 'JAX' };

export function open(host: Host): Panel {
  return new Export(host);
}

class Export implements Panel {
  #host: Host;
  #sources: Answer<{ readonly text: string; readonly sources: Sources }>;
  #look = { axes: true, legend: true };
  #manner: Manner = { size: 2 };
  #written: { readonly key: string; readonly written: Written } | undefined;
  #taking: Taking<Place>;
  #blog: BlogPart;

  constructor(host: Host) {
    this.#host = host;
    this.#sources = new Answer(host);
    this.#taking = new Taking(host);
    this.#blog = new BlogPart(host, (name) => this.#picture('svg', name));
  }

  close(): void {
    this.#taking.close();
    this.#blog.close();
  }

  get #library(): LibraryName {
    const { library } = chosen(this.#host, 'export');
    return library in libraries ? (library as LibraryName) : 'numpy';
  }

  render(): TemplateResult {
    const { words, seen, names } = this.#host;
    const own = exportWords[words.tag];
    const tick = (label: string, key: 'axes' | 'legend') =>
      checkbox({ label, on: this.#look[key], about: `export-${key}`, change: (on) => this.#set({ [key]: on }) });
    return html`<style>${sheet}</style>
      ${this.#blog.render()}
      <div class="parts">
        <div>
          ${linkPart(this.#host, this.#taking)}
          <h3>${own.picture}</h3>
          ${mannerChoices(this.#host, this.#manner)}
          <div class="row">${tick(own.axes, 'axes')} ${tick(own.legend, 'legend')}</div>
          <div class="row">
            ${button('png', 'PNG', () => void this.#picture('png'))} ${button('svg', 'SVG', () => void this.#picture('svg'))}
          </div>
          ${seen.length < names.length ? html`<p class="about">${own.hidden}</p>` : nothing}
          ${this.#taking.trouble('picture')}
          <h3>${own.data}</h3>
          <p class="about">${own.about}</p>
          <div class="row">
            ${button('csv', own.csv, () => void this.#table('csv'))} ${button('json', own.json, () => void this.#table('json'))}
            ${button('result', own.result, () => void this.#result())}
          </div>
          ${this.#taking.trouble('data')}
        </div>
        <div>
          ${codePart(this.#host, this.#taking, libraries, this.#library, this.#program())}
        </div>
      </div>
      ${this.#taking.said()}`;
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

  async #picture(kind: 'png' | 'svg', name?: string): Promise<void> {
    const { theme, words } = this.#host;
    const sight = this.#sight();
    if (!sight) return;
    const { columns, rows } = gridOf(sight);
    const told = await this.#host.tell('field', Float64Array.from(sight.domain), columns, rows);
    const values = 'ok' in told ? told.ok : undefined;
    if (!values) return this.#taking.fail('picture');
    try {
      const picture = new Picture(
        sight,
        { theme: this.#manner.theme ?? theme, ...this.#look },
        { values, columns, rows },
      );
      const title = sight.sentence ?? words.plane.name('');
      const blob = kind === 'png' ? await picture.png(this.#manner.size) : picture.svg(title);
      this.#taking.save(blob, name ?? `fall-line-${sight.step}.${kind}`);
    } catch {
      const own = exportWords[words.tag];
      this.#taking.say('picture', kind === 'png' ? own.tooLarge : own.notMade);
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
    const { finished, names } = this.#host;
    if (!finished) return;
    const runs: Told[] = [];
    for (const [k, { path, loss }] of finished.runs.entries()) {
      const [lr, norm] = await Promise.all([
        this.#host.tell('series', k, 'lr'),
        this.#host.tell('series', k, 'gradient_norm'),
      ]);
      if (!('ok' in lr && 'ok' in norm && lr.ok && norm.ok)) return this.#taking.fail('data');
      runs.push({ name: names[k] ?? '', path, loss, lr: lr.ok, gradientNorm: norm.ok });
    }
    const blob = kind === 'csv' ? file(csv(runs), 'text/csv') : file(json(runs), 'application/json');
    this.#taking.save(await blob, `fall-line-paths.${kind}`);
  }

  async #result(): Promise<void> {
    const told = await this.#host.tell('result');
    const text = 'ok' in told ? told.ok : undefined;
    if (text === undefined) return this.#taking.fail('data');
    this.#taking.save(new Blob([text], { type: 'application/json' }), 'fall-line-result.json');
  }

  #set(look: Partial<Omit<Look, 'theme'>>): void {
    this.#look = { ...this.#look, ...look };
    this.#host.update();
  }
}
