// A document's title, with numbers from its runs: what is written in braces is looked up, so that no sentence drifts from
// what is seen.
//
//   {below 1 0.01}  how many steps run 1 needs to stay below 0.01      {loss 0 50}  the loss after 50 steps, or at the end
//   {move 0 3}      how long the third step is, or the last            {x 0 9} {y 0 9}  where it is then
//   {mean 0 200}    the mean loss from that step on                    {left 0}  when it left the picture, or diverged
//   {limit 0}       the largest stable learning rate                   {name 0}  what the run is called
//   {right 0 9}     of a network: how much of the test is right, in %  {unseen 0 9}  the loss of the test, after 9 epochs
//   {least 0}       the least loss of the test so far                  {since 0}     after how many epochs that was
//   {updates 0 9}   how many updates it has made, in 9 epochs or by now
//
// Runs count from 0. A Korean particle may follow: {name 0|은/는}.

import { format, plain } from '../draw/format';
import type { Domain } from '../draw/scales';
import type { Trace } from '../engine/client';
import { josa, type Particle } from '../text/josa';
import { leftAt, staysBelow } from './story';

// what else is said over the picture comes along
export { called } from './called';
export { told } from './told';

/** What is looked up in a run. */
export type Looked = Pick<Trace, 'path' | 'loss' | 'summary' | 'held' | 'places'>;
type Look = (run: Looked, at: number, domain: Domain) => number | undefined;

const last = ({ loss }: Looked, at: number) => Math.min(Number.isNaN(at) ? loss.length - 1 : at, loss.length - 1);
/** After how many epochs the test has been best so far. */
const best = (run: Looked, at: number) =>
  run.held?.loss
    ?.subarray(0, last(run, at) + 1)
    .reduce((least, loss, k, all) => (loss < (all[least] ?? 0) ? k : least), 0);
const place = (coordinate: 0 | 1, digits = 3): [Look, (x: number) => string] => [
  (run, at) => run.path[2 * last(run, at) + coordinate],
  (x) => format(x, digits),
];

/** What can be looked up, and how it is written. */
const looks: Readonly<Record<string, readonly [Look, (x: number) => string]>> = {
  below: [({ loss }, at) => staysBelow(loss, at), String],
  loss: [(run, at) => run.loss[last(run, at)], (x) => format(x)],
  move: [
    (run, at) => {
      const k = 2 * last(run, at);
      const [dx, dy] = [0, 1].map((i) => (run.path[k + i] ?? 0) - (run.path[k + i - 2] ?? Number.NaN));
      return k > 0 ? Math.hypot(dx ?? 0, dy ?? 0) : undefined;
    },
    (x) => format(x),
  ],
  x: place(0),
  y: place(1),
  mean: [
    ({ loss }, at) => {
      const from = loss.subarray(Number.isNaN(at) ? 0 : at);
      return from.length > 0 ? from.reduce((sum, value) => sum + value, 0) / from.length : undefined;
    },
    (x) => format(x),
  ],
  left: [
    (run, _, domain) => {
      const { status } = run.summary;
      return (
        leftAt(run.path, domain, run.loss.length - 1) ?? (typeof status === 'object' ? status.diverged.at : undefined)
      );
    },
    String,
  ],
  right: [(run, at) => run.held?.right?.[last(run, at)], (x) => plain(Math.round(1000 * x) / 10)],
  unseen: [(run, at) => run.held?.loss?.[last(run, at)], (x) => format(x)],
  least: [(run, at) => run.held?.loss?.[best(run, at) ?? 0], (x) => format(x)],
  since: [best, String],
  updates: [(run, at) => run.places?.updates[last(run, at)], plain],
  limit: [({ summary }) => summary.limit ?? undefined, (x) => plain(Number(x.toPrecision(3)))],
};

/** What is looked up by such words: `looked("below", run, "0.01", …)`; as it is by then, where no place is said. */
export function looked(
  what: string,
  run: Looked,
  at: string | undefined,
  domain: Domain,
  then = Number.NaN,
): number | undefined {
  return looks[what]?.[0](run, at === undefined ? then : at === 'end' ? Number.NaN : Number(at), domain);
}

/**
 * The title with what its braces mean; undefined where one of them means nothing here. `shown` is the epoch that is seen:
 * of a network is told what it says there.
 */
export function filled(
  title: string,
  runs: readonly Trace[],
  names: readonly string[],
  domain: Domain,
  shown?: number,
): string | undefined {
  let whole = true;
  const text = title.replace(
    /\{(\w+) (\d+)(?: ([^}|]+))?(?:\|([^}]+))?\}/g,
    (written, what: string, run: string, at: string | undefined, particle: string | undefined) => {
      const trace = runs[Number(run)];
      const look = looks[what];
      if (!look && what !== 'name') return written;
      const value = trace && looked(what, trace, at, domain, shown);
      const told = what === 'name' ? names[Number(run)] : value === undefined ? undefined : look?.[1](value);
      whole &&= told !== undefined;
      return particle ? josa(told ?? '', particle as Particle) : (told ?? '');
    },
  );
  return whole ? text : undefined;
}
