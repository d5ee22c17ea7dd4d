// What a run has of its own: a start, a batch, noise, a surface, or a length.

import { html, nothing, type TemplateResult } from 'lit';
import { get, type Json, pointer } from '../../document/pointer';
import type { Host } from '../panel';
import { entry, idOf } from '../setting';
import { number, reach, remove, trouble, typedField, typedRow, wordsOf } from './fields';

export function own(host: Host, run: number): TemplateResult {
  const { document, domain } = host;
  const words = wordsOf(host);
  const place = pointer('runs', run, 'with');
  const has = (get(document, place) ?? {}) as Readonly<Record<string, Json>>;
  const task = (name: string) => get(document, pointer('task', 'surface', name));
  const rows = Object.entries(has).map(([name, value]) => {
    const at = `${place}${pointer(name)}`;
    const label = words.own[name] ?? name;
    return html`<div class="own">
      ${row(host, name, at, label, value)} ${remove(words.removeOwn(label), () => host.edit(at, undefined))}
      ${trouble(host, at)}
    </div>`;
  });
  // across the picture from where the others start: one sees at once that it is another
  const [x, y] = host.finished?.runs[run]?.path ?? [];
  const across = domain && x !== undefined ? Number((domain[0] + domain[1] - x).toPrecision(3)) : 0;
  const add = (name: 'start' | 'batch', value: Json) =>
    html`<button type="button" class="plus" @click=${() => host.edit(`${place}${pointer(name)}`, value)}>
      ${words.addOwn[name]}
    </button>`;
  return html`${rows}
    <div class="adds">
      ${has.start === undefined ? add('start', [across, Number((y ?? 0).toPrecision(3))]) : nothing}
      ${has.batch === undefined && task('data') ? add('batch', task('batch') === 1 ? 'all' : 1) : nothing}
    </div>`;
}

function row(host: Host, name: string, at: string, label: string, value: Json): TemplateResult | typeof nothing {
  if (name === 'start' && Array.isArray(value)) {
    const axis = (k: 0 | 1) => {
      const [each, spot] = [`${label}, ${'xy'[k]}`, `${at}/${k}`];
      const { wrong } = entry(spot, each, host);
      return html`${typedField(host, { at: spot, label: each, value: value[k] ?? 0, takes: () => false })}
      ${wrong ? html`<p class="wrong" id="${idOf(spot)}-wrong">${wrong.why}</p>` : nothing}`;
    };
    return html`<div class="typed pair"><span>${label}</span>${axis(0)}${axis(1)}</div>`;
  }
  if (name === 'noise') return number(host, { at, label, value, range: (x) => reach(name, x), own: false });
  return typedRow(host, { at, label, value, takes: (text) => name === 'f' || text === 'all' });
}
