// Where the picture is when a hand has moved it, how far that goes, and how it is written down.

import type { Domain, Scales } from '../../draw/scales';

type Pixel = readonly [px: number, py: number];

/** What a document takes: no farther out, and no narrower than this part of how far out it is. */
const farthest = 1e100;
const narrowest = 2e-9;

/**
 * What is shown once the point under `from` is under `to`, and all is `times` as large, `high` times in height; as it was
 * where that is too far.
 */
export function moved(scales: Scales, from: Pixel, to: Pixel, times = 1, high = times): Domain {
  const { domain, box } = scales;
  const [x0, x1, y0, y1] = domain;
  const [x, y] = scales.at(...from);
  const [w, h] = [(x1 - x0) / times, (y1 - y0) / high];
  const left = x - ((to[0] - box.left) / box.width) * w;
  const low = y - (1 - (to[1] - box.top) / box.height) * h;
  const next = [left, left + w, low, low + h] as const;
  const far = Math.max(...next.map(Math.abs));
  const least = Math.max(1e-99, narrowest * far);
  const fits = far < farthest && next[1] - next[0] > least && next[3] - next[2] > least;
  // whoever is at the end may still turn round
  return fits || (times * high < 1 && far < farthest) ? next : domain;
}

/** In as few digits as name the same pixels. */
export function rounded({ domain, box }: Scales): Domain {
  const [x0, x1, y0, y1] = domain;
  const units = [(x1 - x0) / box.width, (y1 - y0) / box.height] as const;
  const digits = (edge: number, unit: number) => 2 + power(edge) - power(unit);
  return domain.map((edge, k) =>
    Number(edge.toPrecision(Math.max(1, Math.min(17, digits(edge, units[k < 2 ? 0 : 1]))))),
  ) as unknown as Domain;
}

const power = (value: number) => Math.floor(Math.log10(Math.abs(value)));
