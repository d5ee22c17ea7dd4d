// A fair comparison (공정하게 비교): each optimizer has as many trials of its learning rate, chosen on rows held out for
// that, and what counts is how the best of them does with fresh seeds.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { fromStart } from '../../document/changes';
import { get, type Json, pointer } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import { format, plain } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import { choose, chosen } from '../chosen';
import maps from '../maps/maps.css?inline';
import { Fields, stateLine } from '../maps/parts';
import type { Host, Panel } from '../panel';
import { drawn, paper } from '../parts/drawn';
import { drawSensitivity } from './chart';
import { areApart, bestOf, type Contestant, spreadOf, standings, type Terms } from './contest';
import sheet from './fair.css?inline';
import { Making } from './making';
import { fairWords, halfOf, scoreText } from './words';

export function open(host: Host): Panel {
  return new Fair(host);
}

class Fair implements Panel {
  #host: Host;
  #making: Making;
  #fields: Fields;

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
    this.#making = new Making(() => host.update());
  }

  close(): void {
    this.#making.close();
  }

  render(): TemplateResult {
    const host = this.#host;
    const making = this.#making;
    const words = fairWords[host.words.tag];
    const terms = this.#terms();
    if (!terms) return html``;
    const { rates, seeds, epochs } = terms;
    const field = (name: 'rates' | 'seeds' | 'epochs', value: number, low: number, high: number) =>
      this.#fields.field({
        id: `fair-${name}`,
        about: `fair-${name}`,
        label: words[name],
        value,
        low,
        high,
        whole: true,
        change: (to) => choose(host, 'fair', { [name]: to }),
      });
    const few = terms.runs.length < 2;
    const isStale = making.terms && keyOf(making.terms) !== keyOf(terms);
    return html`<style>${maps}${sheet}</style>
      <p class="fair-what">${few ? words.one : words.what(rates, seeds)}</p>
      <div class="map-settings">
        ${field('rates', rates, 3, 31)} ${field('seeds', seeds, 3, 64)} ${field('epochs', epochs, 1, 100_000)}
      </div>
      ${
        making.terms && !isStale
          ? stateLine(host, making, words.done)
          : html`<div class="map-state"><button
              type="button" class="word" data-help="fair-compare" ?disabled=${few} @click=${() => this.#compare(terms)}
            >${words.compare}</button></div>`
      }
      ${making.terms ? this.#results(making.terms, isStale === true) : nothing}`;
  }

  #results(terms: Terms, isStale: boolean): TemplateResult {
    const host = this.#host;
    const words = fairWords[host.words.tag];
    const { all } = this.#making;
    const name = (run: number) => host.names[run] ?? '';
    const ink = (run: number) => inkOfRun(host.slot(run), host.theme);
    const isShare = terms.measure === 'test_accuracy';
    const order = standings(all, terms.measure);
    const told = new Set(order.map(({ contestant }) => contestant));
    const rows = [...order.map(({ contestant }) => contestant), ...all.filter((one) => !told.has(one))];
    const lines = all.map((contestant) => ({ contestant, ink: ink(contestant.run) }));
    const says = all
      .filter(({ losses }) => losses.length > 0)
      .map((one) => {
        const losses = one.losses.map((loss) => (loss === undefined ? '…' : format(loss, 2)));
        return words.sensitive(name(one.run), one.rates[bestOf(one) ?? 0] ?? 0, losses);
      });
    return html`<div class=${isStale ? 'stale' : ''}>
      <p class="fair-says" data-help="fair-says" aria-live="polite">${this.#verdict(terms)}</p>
      <table class="fair-table" data-help="fair-table">
        <thead><tr>
          <th scope="col">${words.run}</th><th scope="col">${words.best}</th>
          <th scope="col">${words.score[terms.measure]} <i>${words.half}</i></th>
        </tr></thead>
        <tbody>${rows.map((one) => {
          const spread = spreadOf(one.scores, terms.measure);
          return html`<tr>
            <th scope="row"><svg viewBox="0 0 10 10" width="10" aria-hidden="true">${svg`<circle cx="5" cy="5" r="5" fill=${ink(one.run).color} />`}</svg>${name(one.run)}</th>
            <td>${this.#rate(one, name(one.run))}</td>
            <td>${spread ? html`<b>${scoreText(spread.median, isShare)}</b> <i>${halfOf(spread, isShare)}</i>` : '…'}</td>
          </tr>`;
        })}</tbody>
      </table>
      <figure class="fair-chart" data-help="fair-chart">
        <canvas role="img" aria-label="${words.chart}. ${says.join('. ')}" ${drawn((canvas) => {
          const page = paper(canvas);
          if (page) drawSensitivity(page.ctx, page.width, page.height, lines, host.inks);
        })}></canvas>
        <figcaption>${words.axes}</figcaption>
      </figure>
    </div>`;
  }

  /** The rate that was chosen, to be taken over. */
  #rate(one: Contestant, name: string): TemplateResult | string {
    const words = fairWords[this.#host.words.tag];
    const best = bestOf(one);
    if (best === undefined) return one.losses.length > 0 && !one.losses.includes(undefined) ? words.diverged : '…';
    const rate = one.rates[best] ?? 0;
    const isEdge = best === 0 || best === one.rates.length - 1;
    const label = words.take(plain(rate), name);
    return html`<button
        type="button" class="word" data-help="fair-take" aria-label=${label} title=${label} @click=${() => this.#take(one.run, rate)}
      >${plain(rate)}</button>${isEdge ? html` <i>${words.edge}</i>` : nothing}`;
  }

  /** Whether there is a difference, once all have been measured. */
  #verdict(terms: Terms): string {
    if (this.#making.standing !== 'done') return '';
    const words = fairWords[this.#host.words.tag];
    const [first, second] = standings(this.#making.all, terms.measure);
    if (!first || !second) return '';
    const name = (run: number) => this.#host.names[run] ?? '';
    const value = (x: number) => scoreText(x, terms.measure === 'test_accuracy');
    const said = [
      name(first.contestant.run),
      value(first.spread.median),
      name(second.contestant.run),
      value(second.spread.median),
    ] as const;
    return areApart(first.spread, second.spread) ? words.ahead(...said) : words.unclear(...said);
  }

  #terms(): Terms | undefined {
    const { finished, learner, seen } = this.#host;
    if (!finished || !learner) return undefined;
    const document = JSON.parse(finished.opened.resolved) as Json;
    const { rates, seeds, epochs } = chosen(this.#host, 'fair');
    const own = Number(get(document, pointer('task', 'network', 'epochs')) ?? 1);
    const measure = learner.lesson.classes ? 'test_accuracy' : 'test_loss';
    return { document, runs: seen, rates, seeds, epochs: epochs ?? own, measure };
  }

  #compare(terms: Terms): void {
    this.#making.compare(terms, this.#host.learner?.given ?? new Map());
    this.#host.update();
  }

  #take(run: number, rate: number): void {
    const { document } = this.#host;
    const { kind } = choiceAt(document, pointer('runs', run, 'optimizer'));
    this.#host.edit('', fromStart(document, run, pointer('optimizer', kind, 'lr'), rate));
  }
}

/** By what a comparison is another: learning rates of the document are not among it, nor how it is shown. */
function keyOf({ document, runs, rates, seeds, epochs }: Terms): string {
  const { task, seed, given, runs: all } = document as Record<string, Json>;
  const others = (all as Json[]).map((run, k) => {
    const { kind, values } = choiceAt(document, pointer('runs', k, 'optimizer'));
    const { name: _, ...rest } = run as Record<string, Json>;
    return { ...rest, optimizer: { [kind]: { ...values, lr: 0 } } };
  });
  return JSON.stringify([task, seed, given, others, runs, rates, seeds, epochs]);
}
