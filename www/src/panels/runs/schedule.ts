// How a run's learning rate changes on its way: schedule, warm-up, and the curve that comes of them.

import { html, nothing, type TemplateResult } from 'lit';
import { memoryRange, type Range, rangeOf } from '../../controls/slider';
import { get, pointer } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import { Answer, type Host } from '../panel';
import { number, pick, reach, type Shown, trouble, wordsOf } from './fields';

const counted = (low: number, high: number): Range => ({
  kind: 'linear',
  low,
  high: Math.max(low + 10, high),
  whole: true,
});
const part: Range = { kind: 'linear', low: 0, high: 1 };

/** What a hand may want of a schedule's field, on a way of so many steps. */
const ranges: Readonly<Record<string, (value: number, steps: number) => Range>> = {
  decay: (value) => rangeOf(value, null),
  every: (_, steps) => counted(1, steps),
  factor: () => part,
  rate: (value) => (value < 1 ? memoryRange(value) : { kind: 'linear', low: 0, high: 2 }),
  steps: (_, steps) => counted(1, steps),
  floor: () => part,
  peak: (value) => ({ kind: 'linear', low: 1, high: Math.max(20, 2 * value) }),
  patience: (value) => counted(0, Math.max(50, 2 * value)),
  threshold: (value) => rangeOf(value, null),
};

export class Schedules {
  #host: Host;
  #shown: Shown;
  #rates = new Map<number, Answer<Float64Array>>();

  constructor(host: Host, shown: Shown) {
    this.#host = host;
    this.#shown = shown;
  }

  render(run: number): TemplateResult | typeof nothing {
    const [host, shown] = [this.#host, this.#shown];
    const { document } = host;
    const { schedule: names, pace, per } = wordsOf(host);
    const at = (...keys: string[]) => pointer('runs', run, ...keys);
    const { kind, values } = choiceAt(document, at('schedule'));
    const [warmup, counts] = [get(document, at('warmup')), get(document, at('schedule_per'))];
    const steps = this.#steps(run, counts === 'epoch');
    const hasData = !!host.learner || !!get(document, pointer('task', 'surface', 'data'));
    const rows = Object.entries(values).map(([name, value]) => {
      const place = at('schedule', kind, name);
      // by default as long as the way, and then written out
      const own = shown.says(place) && !(name === 'steps' && value === steps);
      const range = (x: number) => ranges[name]?.(x, steps) ?? reach(name, x);
      return number(host, { at: place, label: pace[name] ?? name, value, range, own });
    });
    const isLocked = !host.may(at('schedule', kind === 'constant' ? 'cosine' : 'constant'));
    const changes = kind !== 'constant' || warmup !== 0;
    // what is not there, and may not come
    if (isLocked && !changes && !host.may(at('warmup'))) return nothing;
    return html`
      ${pick('schedule', pace.schedule ?? '', kind, names, (wanted) => host.edit(at('schedule'), { [wanted]: {} }), isLocked)}
      ${rows}
      ${number(host, {
        at: at('warmup'),
        label: pace.warmup ?? '',
        value: warmup,
        range: () => counted(0, steps),
        own: shown.says(at('warmup')),
      })}
      ${
        hasData && changes
          ? pick(
              'schedule_per',
              pace.schedule_per ?? '',
              String(counts),
              per,
              (to) => host.edit(at('schedule_per'), to),
              !host.may(at('schedule_per')),
            )
          : nothing
      }
      ${changes ? this.#curve(run, kind === 'plateau') : nothing}
      ${trouble(host, at('schedule'), at('schedule_per'))}`;
  }

  /** How many updates a run takes, or, where it counts those, epochs. */
  #steps(run: number, byEpoch: boolean): number {
    const { document, learner } = this.#host;
    const pupil = learner?.pupils[run];
    if (!pupil) return Number(get(document, pointer('task', 'surface', 'steps')));
    return byEpoch ? pupil.epochs : pupil.epochs * pupil.progress.within[1];
  }

  #curve(run: number, ahead: boolean): TemplateResult | typeof nothing {
    const host = this.#host;
    const { finished, step } = host;
    // of a network they come only while it learns
    if (!finished || host.learner) return nothing;
    let answer = this.#rates.get(run);
    if (!answer) {
      answer = new Answer(host);
      this.#rates.set(run, answer);
    }
    const rates = answer.of(`${run} ${finished.opened.text}`, () => host.tell('rates', run));
    if (!rates?.length) return nothing;
    const words = wordsOf(host);
    const { line, highest } = curveOf(rates);
    const now = Math.min(Math.max(0, step - 1), rates.length - 1);
    const [x, y] = [place(now, rates.length), 48 - (46 * (rates[now] ?? 0)) / (highest || 1)];
    const said = words.rates(rates[0] ?? 0, highest, rates[rates.length - 1] ?? 0);
    return html`<figure class="rates" data-help="rates">
      <svg viewBox="0 0 300 50" preserveAspectRatio="none" role="img" aria-label=${said}>
        <path d="M0 48.5H300" class="floor" />
        <path d=${line} class="line" />
        <path d="M${x} ${y}v0" class="now" />
      </svg>
      <figcaption aria-hidden="true">${said}</figcaption>
      ${ahead ? html`<p>${words.ahead}</p>` : nothing}
    </figure>`;
  }
}

/** More columns than the preview has pixels say nothing more. */
const columns = 300;
const place = (k: number, length: number) => (length > 1 ? (300 * k) / (length - 1) : 0);

const drawn = new WeakMap<Float64Array, ReturnType<typeof curve>>();

/** Drawn once, for the page is made anew ten times a second, and there may be a million steps. */
function curveOf(rates: Float64Array): ReturnType<typeof curve> {
  const known = drawn.get(rates) ?? curve(rates);
  drawn.set(rates, known);
  return known;
}

/** The curve over all updates, in a box of 300 × 50; of a long one the highest and the lowest of each column. */
export function curve(rates: Float64Array): { readonly line: string; readonly highest: number } {
  let highest = 0;
  for (const rate of rates) highest = Math.max(highest, rate);
  const height = (rate: number) => (48 - (46 * rate) / (highest || 1)).toFixed(1);
  const stride = Math.max(1, Math.ceil(rates.length / columns));
  const points: string[] = [];
  for (let from = 0; from < rates.length; from += stride) {
    const some = rates.subarray(from, from + stride);
    let [low, high] = [some[0] ?? 0, some[0] ?? 0];
    for (const rate of some) [low, high] = [Math.min(low, rate), Math.max(high, rate)];
    const x = place(from, rates.length).toFixed(1);
    points.push(`${x} ${height(high)}`);
    if (low < high) points.push(`${x} ${height(low)}`);
  }
  return { line: `M${points.join('L')}`, highest };
}
