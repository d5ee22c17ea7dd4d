// How all runs have done by the epoch that is shown: their best, where they are, and when they were first at a target.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { format, plain } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import maps from '../maps/maps.css?inline';
import { Fields } from '../maps/parts';
import type { Host, Panel } from '../panel';
import { goal, goalOf, valued } from './goal';
import sheet from './race.css?inline';
import { isShare, type Measure, type Result, resultOf } from './results';
import { raceWords } from './words';

export function open(host: Host): Panel {
  return new Race(host);
}

class Race implements Panel {
  #host: Host;
  #fields: Fields;

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
  }

  render(): TemplateResult {
    const host = this.#host;
    const { learner, names, seen, step } = host;
    const words = raceWords[host.words.tag];
    if (!learner) return html`<p>${host.words.plane.preparing}</p>`;
    const { on, target } = goalOf(host, learner.pupils[0]?.series);
    const results = learner.pupils.map(({ series, places }) => resultOf(on, target, step, series[on], places));
    const order = seen.toSorted((a, b) => rank(results[a], on) - rank(results[b], on));
    const value = (x: number | undefined) => (x === undefined ? '–' : valued(on, x));
    const first = order[0] === undefined ? undefined : results[order[0]];
    return html`<style>${maps}${sheet}</style>
      <p class="race-says" data-help="race-says" aria-live="polite">${this.#says(order, results)}</p>
      <div class="race-set">
        ${goal(host, this.#fields, true)}
      </div>
      <table class="race-table" data-help="race-table">
        <thead><tr><th scope="col">${words.run}</th><th scope="col">${words.best}</th><th scope="col">${words.now(plain(step))}</th><th scope="col">${words.reached(value(target))}</th></tr></thead>
        <tbody>${order.map((run) => {
          const result = results[run];
          if (!result) return nothing;
          const { color } = inkOfRun(host.slot(run), host.theme);
          return html`<tr class=${result === first ? 'ahead' : ''}>
            <th scope="row"><svg viewBox="0 0 10 10" width="10" aria-hidden="true">${svg`<circle cx="5" cy="5" r="5" fill=${color} />`}</svg>${names[run]}</th>
            <td>${value(result.best)} <i>${words.at(plain(result.bestAt))}</i></td>
            <td>${value(result.now)}${result.diverged ? html` <i>${words.diverged}</i>` : nothing}</td>
            <td>${this.#reached(result)}</td>
          </tr>`;
        })}</tbody>
      </table>`;
  }

  #reached({ reached }: Result): TemplateResult | string {
    const words = raceWords[this.#host.words.tag];
    if (!reached) return '–';
    const { epoch, updates, seconds } = reached;
    return html`${words.at(plain(epoch))} <i>${words.took(plain(updates), format(seconds))}</i>`;
  }

  /** Who is ahead, in words. */
  #says(order: readonly number[], results: readonly Result[]): string {
    const { names, words: shown } = this.#host;
    const words = raceWords[shown.tag];
    const there = order.filter((run) => results[run]?.reached);
    const [first, second] = there;
    const name = (run: number) => names[run] ?? '';
    if (first === undefined) return words.nobody;
    const at = (run: number) => results[run]?.reached?.epoch ?? 0;
    if (second === undefined) return words.one(name(first), at(first), order.length === 1);
    return at(first) === at(second)
      ? words.together(there.filter((run) => at(run) === at(first)).map(name), at(first))
      : words.first(name(first), at(first), name(second), at(second));
  }
}

/** The sooner at the target the better, then the better the best. */
function rank({ reached, best }: Result = { best: undefined } as Result, on: Measure): number {
  if (reached) return reached.epoch - 1e9;
  if (best === undefined) return Number.POSITIVE_INFINITY;
  return isShare(on) ? -best : best;
}
