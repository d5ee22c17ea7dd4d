// The target that runs are to reach: what it is of, how far, and whether time stops there. Of a race and of all time.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { format, plain } from '../../draw/format';
import { ofTraining } from '../../text/quantities-trained';
import { choose, chosen } from '../chosen';
import type { Fields } from '../maps/parts';
import type { Host } from '../panel';
import { isShare, type Measure, measures } from './results';
import { raceWords } from './words';

export interface Goal {
  readonly on: Measure;
  readonly target: number;
}

type Series = Readonly<Record<string, unknown>>;

/** As it was chosen, as far as there is such a series. */
export function goalOf(of: Pick<Host, 'document'>, series: Series = {}): Goal {
  const { on: wanted, target } = chosen(of, 'stop');
  const there = measured(series);
  const on = there.find((one) => one === wanted) ?? there[0] ?? 'loss';
  return { on, target: target ?? (isShare(on) ? 0.95 : 0.1) };
}

/** A value of what it is of. */
export function valued(on: Measure, value: number): string {
  return isShare(on) ? `${plain(percent(value))}\u00a0%` : format(value);
}

/** Its controls; `whole` also where time does not stop there. */
export function goal(host: Host, fields: Fields, whole: boolean): TemplateResult {
  const words = raceWords[host.words.tag];
  const quantities = ofTraining[host.words.tag];
  const series = host.learner?.pupils[0]?.series;
  const { on, target } = goalOf(host, series);
  const { there } = chosen(host, 'stop');
  const share = isShare(on);
  const options = measured(series).map((one) => ({ value: one, text: quantities[one] }));
  const stop = checkbox({
    label: words.stop,
    on: there,
    about: 'race-stop',
    change: (to) => choose(host, 'stop', { there: to }),
  });
  const aim = html`${choice({
    label: words.on,
    about: 'race-on',
    value: on,
    options,
    change: (to) => choose(host, 'stop', { on: to as Measure, target: undefined }),
  })}
  ${fields.field({
    id: 'race-target',
    label: share ? words.targetShare : words.target,
    about: 'race-target',
    value: share ? percent(target) : target,
    low: share ? 0 : -1e300,
    high: share ? 100 : 1e300,
    change: (to) => choose(host, 'stop', { target: share ? to / 100 : to }),
  })}`;
  return whole ? html`${aim} ${stop}` : html`${stop} ${there ? aim : nothing}`;
}

function measured(series: Series = {}): readonly Measure[] {
  return measures.filter((one) => series[one]);
}

/** A tenth of a percent. */
function percent(share: number): number {
  return Math.round(1000 * share) / 10;
}
