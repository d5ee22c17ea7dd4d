// What the curves say, in every language; of networks they say it in another way.

import type { Panel } from '../document/experiment.gen';
import type { Quantity } from './quantities';

type Against = NonNullable<Extract<Panel, Record<'curves', object>>['curves']['against']>;

export interface CurveWords {
  readonly quantity: string;
  readonly quantities: Record<Quantity, string>;
  readonly scale: string;
  readonly scales: Record<'log' | 'linear', string>;
  readonly against: string;
  readonly axes: Partial<Record<Against, string>>;
  /** What the chart is called. */
  readonly name: (quantity: Quantity) => string;
  /** What the readout is of. */
  readonly at: (at: number, against: Against) => string;
  readonly more: (n: number) => string;
  /** What the numbers of many seeds are. */
  readonly many: string;
}
