// The curves as rows: an epoch a row, every run and every series.

import type { Pupil } from '../../../engine/trainer';
import { type Cell, line } from '../table';

export type Curve = Pick<Pupil, 'series' | 'places'> & { readonly name: string; readonly rows: number };

const measures = ['loss', 'accuracy'] as const;
const parts = ['', 'validation_', 'test_'] as const;
/** Of an epoch's last update: there is none before training. */
const ofUpdates = ['lr', 'gradient_norm'] as const;

export function* curvesCsv(curves: readonly Curve[]): Generator<string> {
  const there = parts
    .flatMap((part) => measures.map((one) => `${part}${one}`))
    .filter((name) => curves.some(({ series }) => series[name]?.length));
  yield line(['run', 'epoch', 'updates', 'rows', 'seconds', ...there, ...ofUpdates]);
  for (const { name, rows, series, places } of curves) {
    for (let epoch = 0; epoch < (series.loss?.length ?? 0); epoch++) {
      const seconds = (places.microseconds[epoch] ?? 0) / 1e6;
      const cells: Cell[] = [name, epoch, places.updates[epoch], rows * epoch, seconds];
      yield line([
        ...cells,
        ...there.map((one) => series[one]?.[epoch]),
        ...ofUpdates.map((one) => series[one]?.[epoch - 1]),
      ]);
    }
  }
}
