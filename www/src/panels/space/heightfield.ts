// The heights that the engine gives, made into the sheet: asked for once for each surface and part of the plane.

import { get, type Json, pointer } from '../../document/pointer';
import { type Heights, heights, levels, type Ramp } from '../../draw/levels';
import type { Finished } from '../../engine/client';
import { Answer, type Host } from '../panel';
import { type Grid, gridOver, outer, roomOver } from './relief';
import type { Steps } from './sheet';
import type { Ground } from './stage';

interface Field {
  readonly grid: Grid;
  readonly values: Float64Array;
}

/** The ground, and what its heights mean; undefined where all are one. */
export interface Standing extends Ground {
  readonly heights: Heights | undefined;
}

/** So far over and under the plane's own ramp heights are shown; while it is moved, it is seen as it was. */
const most = [-0.2, 1.2] as const;

export class Heightfield {
  #host: Host;
  #answer: Answer<Field>;
  /** Counts answers that were lost to a newer document: then it is asked again. */
  #lost = 0;
  #surface: { readonly of: Finished['opened']; readonly key: string } | undefined;
  #standing: { readonly made: readonly unknown[]; readonly ground: Standing } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#answer = new Answer(host);
  }

  /** The newest there is; `wanted` is the ramp, by default the plane's. */
  ground(wanted: Ramp | undefined): Standing | undefined {
    const field = this.#field();
    const { scales, heights: own } = this.#host;
    if (!field || !scales) return undefined;
    const ramp = wanted ?? own?.ramp ?? 'linear';
    const made = [field, ramp, own];
    if (!this.#standing || made.some((part, k) => part !== this.#standing?.made[k])) {
      const of = own?.ramp === ramp ? own : heights(field.values, ramp);
      const { grid, values } = field;
      const rises = Float32Array.from(values, (f) => Math.max(most[0], Math.min(most[1], of ? of.shade(f) : 0 * f)));
      const ground = {
        relief: { ...grid, rises },
        room: roomOver(grid.domain),
        steps: stepsOf(of),
        scales,
        heights: of,
      };
      this.#standing = { made, ground };
    }
    return this.#standing.ground;
  }

  #field(): Field | undefined {
    const { finished, domain } = this.#host;
    if (!finished || !domain) return undefined;
    const grid = gridOver(domain);
    const key = JSON.stringify([this.#key(finished), grid, this.#lost]);
    return this.#answer.of(key, async () => {
      const told = await this.#host.tell('field', Float64Array.from(outer(grid)), grid.columns, grid.rows);
      if ('failed' in told) return told;
      if (told.ok === undefined) this.#lost += 1;
      return { ok: told.ok && { grid, values: told.ok } };
    });
  }

  /** What makes the surface: an edit of a run asks nothing. */
  #key({ opened }: Finished): string {
    if (this.#surface?.of !== opened) {
      const document = JSON.parse(opened.resolved) as Json;
      const key = JSON.stringify(['task', 'given', 'seed'].map((name) => get(document, pointer(name)) ?? null));
      this.#surface = { of: opened, key };
    }
    return this.#surface.key;
  }
}

/** The plane's contour lines: they are evenly spread over the ramp. */
function stepsOf(of: Heights | undefined): Steps {
  const shades = of ? levels(of).map(of.shade) : [];
  const [first = 0, second = 1] = shades;
  return { first, apart: second - first, count: shades.length };
}
