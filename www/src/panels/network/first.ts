// How the first weights are drawn: by which scheme, and what it leaves open.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { type Range, slider } from '../../controls/slider';
import type { Json } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import type { Host } from '../panel';
import { settingOf } from '../setting';
import { optionsOf } from './layers';
import { networkWords } from './words';

const deviations: Range = { kind: 'log', low: 0.001, high: 10 };

/** What stands at a pointer; `id` tells it from the same control in another panel. */
export function first(host: Host, at: string, id: string): TemplateResult {
  const words = networkWords[host.words.tag];
  const { kind, values: has } = choiceAt(host.document, at);
  const { values: given, ...inits } = words.inits;
  const isDrawn = (scheme: string) => ['xavier', 'he', 'lecun'].includes(scheme);
  const set = (scheme: string, distribution: Json | undefined) =>
    host.edit(at, isDrawn(scheme) && distribution ? { [scheme]: { distribution } } : scheme || undefined);
  const std = `${at}/normal/std`;
  // of a run's own, the default is left out
  const deviation = has.std ?? 0.01;
  return html`${choice({
    label: words.init,
    about: 'init',
    value: kind,
    // weights that are given come with a document
    options: optionsOf(kind === 'values' ? { ...inits, values: given } : inits),
    change: (to) => set(to, has.distribution),
  })}
  ${
    isDrawn(kind)
      ? choice({
          label: words.distribution,
          about: 'distribution',
          value: String(has.distribution ?? 'normal'),
          options: optionsOf(words.distributions),
          change: (to) => set(kind, to),
        })
      : nothing
  }
  ${
    kind === 'normal' && typeof deviation === 'number'
      ? slider({
          ...settingOf(std, words.std, deviation, () => deviations, host),
          id: `${id}-std`,
          change: (to) => host.edit(at, { normal: { std: to } }),
        })
      : nothing
  }`;
}
