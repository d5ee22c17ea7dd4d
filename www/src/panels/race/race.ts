// How all runs have done by the epoch that is shown: their best, where they are, and when they were first at a target.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { format, plain } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import { ofTraining } from '../../text/quantities';
import { type Choosing, choose, chosen } from '../chosen';
import maps from '../maps/maps.css?inline';
import { Fields } from '../maps/parts';
import type { Host, Panel } from '../panel';
import sheet from './race.css?inline';
import { isShare, type Measure, measures, type Result, resultOf } from './results';
import { raceWords } from './words';

export function open(host: Host): Panel {
  return new Race(host);
}

class Race implements Panel {
  #host: Host;
  #fields: Fields;
  /** The last step that was looked at: time may run before this is open. */
  #seen = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
  }

  render(): TemplateResult {
    const host = this.#host;
    const { learner, names, seen, step } = host;
    const words = raceWords[host.words.tag];
    const quantities = ofTraining[host.words.tag];
    if (!learner) return html`<p>${host.words.plane.preparing}</p>`;
    const there = measures.filter((one) => learner.pupils[0]?.series[one]);
    const { on, target } = this.#wanted(there);
    const results = learner.pupils.map(({ series, places }) => resultOf(on, target, step, series[on], places));
    this.#stop(results);
    const order = seen.toSorted((a, b) => rank(results[a], on) - rank(results[b], on));
    const share = isShare(on);
    const value = (x: number | undefined) =>
      x === undefined ? '–' : share ? `${plain(round(100 * x))}\u00a0%` : format(x);
    const take = (to: Choosing<'race'>) => choose(host, 'race', to);
    const options = there.map((one) => ({ value: one, text: quantities[one] }));
    const first = order[0] === undefined ? undefined : results[order[0]];
    return html`<style>${maps}${sheet}</style>
      <p class="race-says" data-help="race-says" aria-live="polite">${this.#says(order, results)}</p>
      <div class="race-set">
        ${choice({ label: words.on, about: 'race-on', value: on, options, change: (to) => take({ on: to as Measure, target: undefined }) })}
        ${this.#fields.field({
          id: 'race-target',
          label: share ? words.targetShare : words.target,
          about: 'race-target',
          value: share ? round(100 * target) : target,
          low: share ? 0 : -1e300,
          high: share ? 100 : 1e300,
          change: (to) => take({ target: share ? to / 100 : to }),
        })}
        ${checkbox({ label: words.stop, on: chosen(host, 'race').stop, about: 'race-stop', change: (stop) => take({ stop }) })}
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
    if (second === undefined) return words.one(name(first), at(first));
    return at(first) === at(second)
      ? words.together(there.filter((run) => at(run) === at(first)).map(name), at(first))
      : words.first(name(first), at(first), name(second), at(second));
  }

  #wanted(there: readonly Measure[]): { readonly on: Measure; readonly target: number } {
    const { on: wanted, target } = chosen(this.#host, 'race');
    const on = there.find((one) => one === wanted) ?? there[0] ?? 'loss';
    return { on, target: target ?? (isShare(on) ? 0.95 : 0.1) };
  }

  /** Where the first run comes to the target while time runs, it stops there. */
  #stop(results: readonly Result[]): void {
    const { step, playing, seen } = this.#host;
    const epochs = seen.flatMap((run) => results[run]?.reached?.epoch ?? []);
    const first = epochs.length > 0 ? Math.min(...epochs) : Number.POSITIVE_INFINITY;
    const passed = first > this.#seen && first <= step;
    this.#seen = step;
    // not while what is shown is written
    if (playing && passed && chosen(this.#host, 'race').stop) queueMicrotask(() => this.#host.go(first));
  }
}

/** The sooner at the target the better, then the better the best. */
function rank({ reached, best }: Result = { best: undefined } as Result, on: Measure): number {
  if (reached) return reached.epoch - 1e9;
  if (best === undefined) return Number.POSITIVE_INFINITY;
  return isShare(on) ? -best : best;
}

/** A tenth of a percent. */
function round(percent: number): number {
  return Math.round(10 * percent) / 10;
}
