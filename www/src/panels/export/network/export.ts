// Everything of a network to take along, and what can be brought: weights, and networks of TensorFlow Playground.

import { html, type TemplateResult } from 'lit';
import { checkbox } from '../../../controls/checkbox';
import { chosen } from '../../chosen';
import type { Host, Panel } from '../../panel';
import { BlogPart } from '../blog-part';
import sheet from '../export.css?inline';
import { linkPart, type Manner, mannerChoices, type Place } from '../pieces';
import { file } from '../table';
import { button, Taking } from '../taking';
import { exportWords } from '../words';
import { Code } from './code-part';
import { curvesCsv } from './curves';
import own from './export.css?inline';
import { pictureOf } from './picture';
import { Playground } from './playground-part';
import { joined } from './result';
import { Weights } from './weights-part';
import { netExportWords } from './words';

export function open(host: Host): Panel {
  return new NetExport(host);
}

class NetExport implements Panel {
  #host: Host;
  #taking: Taking<Place>;
  #weights: Weights;
  #playground: Playground;
  #code: Code;
  #blog: BlogPart;
  #manner: Manner = { size: 2 };
  #hasLegend = true;

  constructor(host: Host) {
    this.#host = host;
    this.#taking = new Taking(host);
    this.#weights = new Weights(host);
    this.#playground = new Playground(host);
    this.#code = new Code(host, this.#taking);
    this.#blog = new BlogPart(host, (name) => this.#picture('svg', name));
  }

  close(): void {
    this.#taking.close();
    this.#blog.close();
    this.#code.close();
  }

  render(): TemplateResult {
    const host = this.#host;
    const words = netExportWords[host.words.tag];
    const shared = exportWords[host.words.tag];
    if (!host.learner) return html`<p>${host.words.plane.preparing}</p>`;
    return html`<style>${sheet}${own}</style>
      ${this.#blog.render()}
      <div class="parts">
        <div>
          ${linkPart(host, this.#taking)}
          ${this.#playground.render(words)}
          <h3>${shared.picture}</h3>
          ${mannerChoices(host, this.#manner)}
          <div class="row">${checkbox({
            label: shared.legend,
            on: this.#hasLegend,
            about: 'export-legend',
            change: (on) => {
              this.#hasLegend = on;
              host.update();
            },
          })}</div>
          <div class="row">
            ${button('net-png', 'PNG', () => void this.#picture('png'))} ${button('net-svg', 'SVG', () => void this.#picture('svg'))}
          </div>
          ${this.#taking.trouble('picture')}
          ${this.#weights.render(words)}
          <h3>${words.data}</h3>
          <p class="about">${words.about}</p>
          <div class="row">
            ${button('curves', words.curves, () => void this.#curves())}
            ${button('result', words.result, () => void this.#result())}
            ${button('document', words.document, () => this.#document())}
          </div>
          ${this.#taking.trouble('data')}
        </div>
        <div>${this.#code.render(words, chosen(host, 'export').library === 'keras' ? 'keras' : 'torch')}</div>
      </div>
      ${this.#taking.said()}`;
  }

  async #picture(kind: 'png' | 'svg', file?: string): Promise<void> {
    const { learner, finished, names, step, sentence, theme, words } = this.#host;
    if (!learner || !finished) return;
    const { at, positive, negative } = netExportWords[words.tag];
    const [run, epoch] = [learner.run, Math.min(step, learner.pupils[learner.run]?.progress.epochs ?? 0)];
    const shown = {
      slot: this.#host.slot(run),
      name: names[run] ?? '',
      loss: finished.runs[run]?.loss ?? new Float64Array(),
    };
    const sight = { learner, run: shown, step: epoch, at: at(epoch, finished.steps), positive, negative, sentence };
    try {
      const picture = pictureOf(sight, this.#manner.theme ?? theme, this.#hasLegend);
      if (!picture) return this.#taking.fail('picture');
      const blob = kind === 'png' ? await picture.png(this.#manner.size) : picture.svg(sentence ?? shown.name);
      this.#taking.save(blob, file ?? `fall-line-${epoch}.${kind}`);
    } catch {
      const { tooLarge, notMade } = exportWords[words.tag];
      this.#taking.say('picture', kind === 'png' ? tooLarge : notMade);
    }
  }

  async #curves(): Promise<void> {
    const { learner, names } = this.#host;
    if (!learner) return;
    const rows = learner.lesson.parts[0];
    const curves = learner.pupils.map(({ series, places }, k) => ({ name: names[k] ?? '', rows, series, places }));
    this.#taking.save(await file(curvesCsv(curves), 'text/csv'), 'fall-line-curves.csv');
  }

  async #result(): Promise<void> {
    const { learner } = this.#host;
    if (!learner) return;
    const [results, fingerprints]: [string[], string[][]] = [[], []];
    for (const { name } of learner.pupils) {
      const told = await learner.askOf(name, 'result');
      const own = await learner.askOf(name, 'fingerprints');
      if (!('ok' in told && told.ok && 'ok' in own && own.ok)) return this.#taking.fail('data');
      results.push(told.ok);
      fingerprints.push(own.ok);
    }
    const text = joined(results, fingerprints);
    this.#taking.save(new Blob([text], { type: 'application/json' }), 'fall-line-result.json');
  }

  #document(): void {
    const { finished } = this.#host;
    if (!finished) return;
    const text = `${JSON.stringify(JSON.parse(finished.opened.text), null, 2)}\n`;
    this.#taking.save(new Blob([text], { type: 'application/json' }), 'fall-line-document.json');
  }
}
