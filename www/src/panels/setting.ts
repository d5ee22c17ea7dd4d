// A number of the document as a slider: in reach of the scene, typed exactly or as a formula of constants, and what was
// wrong with it.

import type { Range, Setting } from '../controls/slider';
import { get, type Json } from '../document/pointer';
import { shortened } from '../draw/format';
import type { Words } from '../text/words';
import type { Refused } from './panel';

export interface Editing {
  readonly document: Json;
  readonly words: Words;
  readonly refused: Refused | undefined;
  /** Ranges by pointer, kept so that a slider does not move under the hand. */
  readonly ranges: Map<string, Range>;
  /** What stands there by the step that is shown, where it was changed on the way. */
  now?(at: string): number | undefined;
  may(at: string): boolean;
  edit(at: string, value: Json | undefined): void;
  refuse(refused: Refused): void;
}

/** `range` is asked once; again for another `key`. */
export function settingOf(
  at: string,
  label: string,
  value: number,
  range: () => Range,
  { document, words, refused, ranges, now, may, edit, refuse }: Editing,
  key = at,
): Setting {
  const reach = ranges.get(key) ?? range();
  ranges.set(key, reach);
  return {
    id: idOf(at),
    label,
    fieldLabel: words.runs.value(label),
    value: now?.(at) ?? value,
    range: reach,
    still: !may(at),
    wrong: refused?.at === at ? refused : undefined,
    change: (next) => edit(at, next),
    refuse: (text) =>
      // with constants, a formula
      Object.keys(get(document, '/given') ?? {}).length > 0
        ? edit(at, text)
        : refuse({ at, text, why: words.runs.notANumber(shortened(text, 24)) }),
  };
}

/** Of a pointer, for an element. */
export function idOf(at: string): string {
  return `set${at.replace(/\//g, '-')}`;
}
