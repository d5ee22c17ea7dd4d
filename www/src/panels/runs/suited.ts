// A learning rate with which an optimizer shows itself on the surface that is there.

import type { Host } from '../panel';
import { surfaceOf } from '../surfaces';

/**
 * How far its steps should go, from the rate at which plain descent goes well, and the size of the picture: rules whose
 * steps are as long as the slope is steep follow the first, rules that scale their own steps the second. Undefined: as
 * published.
 */
export function suited(kind: string, plain: number, size: number): number | undefined {
  const rate = rates[kind] ?? ((_: number, across: number) => across / 100);
  const lr = rate(plain, size);
  return lr === undefined ? undefined : Number(lr.toPrecision(2));
}

const rates: Readonly<Record<string, (plain: number, size: number) => number | undefined>> = {
  gd: (plain) => plain,
  written: (plain) => plain,
  momentum_ema: (plain) => plain,
  // the steps add up to ten times as much, half of which makes the swing
  momentum: (plain) => plain / 5,
  nesterov: (plain) => plain / 5,
  // its steps get shorter from the first on
  adagrad: (_, size) => size / 20,
  // every step as long as any: what is too far cannot come to rest
  sign: (_, size) => size / 400,
  lion: (_, size) => size / 400,
  // its first steps follow the slope
  radam: (plain, size) => Math.min(plain, size / 100),
  adadelta: () => undefined,
};

/** Asks what is known of the surface: the library's rate, else what the curvature at the start bears. */
export async function suitedHere(kind: string, host: Host): Promise<number | undefined> {
  const { document, surfaces, finished } = host;
  const known = surfaceOf(document, surfaces);
  const [x0 = -1, x1 = 1, y0 = -1, y1 = 1] = finished?.opened.domain ?? [];
  const size = Math.min(x1 - x0, y1 - y0);
  if (known) return suited(kind, known.lr, size);
  const [x = 0, y = 0] = finished?.runs[0]?.path ?? [];
  const answer = await host.tell('probe', x, y);
  const [least, most] = ('ok' in answer ? answer.ok?.curvatures : undefined) ?? [0, 0];
  const steepest = Math.max(Math.abs(least ?? 0), Math.abs(most ?? 0));
  return suited(kind, steepest > 0 ? 1 / steepest : 0.1, size);
}
