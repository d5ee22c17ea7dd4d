// What a run has of its own: a start, a batch, noise, a surface, or a length; of a network layers and first weights too.

import { html, nothing, type TemplateResult } from 'lit';
import { get, type Json, pointer } from '../../document/pointer';
import type { Host } from '../panel';
import { field } from '../parts/field';
import { idOf } from '../setting';
import { number, reach, remove, trouble, typedRow, wordsOf } from './fields';

export function own(host: Host, run: number): TemplateResult {
  const { document, domain } = host;
  const words = wordsOf(host);
  const place = pointer('runs', run, 'with');
  const has = (get(document, place) ?? {}) as Readonly<Record<string, Json>>;
  const task = (name: string) => get(document, pointer('task', 'surface', name));
  const rows = Object.entries(has).map(([name, value]) => {
    const at = `${place}${pointer(name)}`;
    const label = words.own[name] ?? name;
    const away = words.removeOwn(label);
    const text = told(name, value);
    if (text !== undefined) {
      return html`<div class="own told" data-help=${name}>
        <span>${label}</span> <b>${text}</b> ${host.may(at) ? remove(away, () => host.edit(at, undefined)) : nothing} ${trouble(host, at)}
      </div>`;
    }
    // a surface is a formula also where it is a number
    if (name === 'f') return typedRow(host, at, label, value, away, (typed) => host.edit(at, String(typed)));
    if (name !== 'noise' && !Array.isArray(value)) return typedRow(host, at, label, value, away);
    return html`<div class="own" data-help=${name}>
      ${
        Array.isArray(value)
          ? pair(host, at, label, value)
          : number(host, { at, label, value, range: (x) => reach(name, x), own: false })
      }
      ${host.may(at) ? remove(away, () => host.edit(at, undefined)) : nothing} ${trouble(host, at)}
    </div>`;
  });
  // across the picture from where the others start: one sees at once that it is another
  const [x, y] = host.finished?.runs[run]?.path ?? [];
  const across = domain && x !== undefined ? Number((domain[0] + domain[1] - x).toPrecision(3)) : 0;
  const add = (name: 'start' | 'batch', value: Json) =>
    host.may(`${place}${pointer(name)}`)
      ? html`<button type="button" class="plus" data-help="own-${name}" @click=${() => host.edit(`${place}${pointer(name)}`, value)}>
      ${words.addOwn[name]}
    </button>`
      : nothing;
  const isNetwork = get(document, pointer('task', 'network')) !== undefined;
  const rowsSeen = isNetwork ? get(document, pointer('task', 'network', 'batch')) : task('data') && task('batch');
  return html`${rows}
    <div class="adds">
      ${has.start === undefined && !isNetwork ? add('start', [across, Number((y ?? 0).toPrecision(3))]) : nothing}
      ${has.batch === undefined && rowsSeen ? add('batch', rowsSeen === 1 ? 'all' : 1) : nothing}
    </div>`;
}

/** What a network has of its own that is no number, as short as can be. */
function told(name: string, value: Json): string | undefined {
  if (name === 'init') return typeof value === 'string' ? value : Object.keys(value ?? {})[0];
  if (name === 'layers') return (value as { units?: number; activation?: string }[]).map(layerText).join(', ') || '0';
  if (name === 'features') return (value as string[]).join(', ');
  if (name !== 'penalty') return undefined;
  const { l1 = 0, l2 = 0 } = value as { l1?: Json; l2?: Json };
  return `L1 ${l1}, L2 ${l2}`;
}

/** With the defaults of the document. */
const layerText = ({ units = 8, activation = 'tanh' }: { units?: number; activation?: string }) =>
  `${units} ${activation}`;

function pair(host: Host, at: string, label: string, value: readonly Json[]): TemplateResult {
  const axis = (k: 0 | 1) => {
    const spot = `${at}/${k}`;
    const change = (typed: Json) => host.edit(spot, typed);
    if (!host.may(spot)) return html`<b>${value[k]}</b>`;
    return field({ id: idOf(spot), label: k ? 'y' : 'x', at: spot, value: value[k], refused: host.refused, change });
  };
  return html`<div class="pair" role="group" aria-label=${label}><span>${label}</span>${axis(0)}${axis(1)}</div>`;
}
