// The data: which rows, what an update sees of them, and what is fitted to them.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { get } from '../../document/pointer';
import type { Finished } from '../../engine/client';
import { type Chosen, choose, chosen } from '../chosen';
import { Answer, type Host, type Panel } from '../panel';
import { Editor } from '../parts/editor';
import parts from '../parts/parts.css?inline';
import { shown } from '../parts/shown';
import { pick } from '../suited';
import { surfaceAt } from '../surfaces';
import css from './data.css?inline';
import { dataAt, type Generated, generate, generated, type Kind, kindOf, truthOf } from './datasets';
import { Own } from './own';
import { save } from './save';
import { type Axes, type Columns, Scatter } from './scatter';
import { Settings } from './settings';
import { type DataWords, words as tables } from './words';

const mostShown = 4000;

export function open(host: Host): Panel {
  const settings = new Settings(host);
  const scatter = new Scatter(host);
  const own = new Own(host);
  const editor = new Editor(host, surfaceAt, 'task.surface.f');
  const columns = new Answer<Columns>(host);
  const keys = new WeakMap<Finished, string>();
  /** A table is wanted, but there is none yet. */
  let wanted = false;

  const columnsOf = (finished: Finished): Columns => {
    const document = shown(finished);
    const key = keys.get(finished) ?? JSON.stringify([get(document, dataAt), get(document, '/seed')]);
    keys.set(finished, key);
    return (kindOf(document) === 'none' ? undefined : columns.of(key, () => host.tell('columns'))) ?? [];
  };

  const change = (kind: Kind) => {
    wanted = kind === 'columns';
    const [first] = host.surfaces;
    if (kind === 'none' && first && kindOf(host.document) !== kind)
      host.edit('', pick(first, host.document, host.surfaces));
    else if (generated.includes(kind as Generated))
      host.edit('', generate(kind as Generated, host.document, host.surfaces));
    host.update();
  };

  const picture = (all: Columns, words: DataWords): TemplateResult => {
    const names = all.map(([name]) => name);
    const axes = axesOf(names, chosen(host, 'data'));
    const options = [...names.map((text) => ({ value: text, text })), { value: '', text: words.number }];
    const rows = all[0]?.[1].length ?? 0;
    const { seen } = scatter;
    return html`${scatter.render(all, axes, words)}
      <p class="hint" data-help="batch">
        ${words.legend(host.seen.length ? host.names[host.selected] : undefined, scatter.fits, truthOf(host.document) !== undefined)}
        ${host.step === 0 ? words.start : seen >= rows ? words.all(rows) : words.batch(seen, rows)}
        ${rows > mostShown ? words.thinned : nothing}
      </p>
      ${
        all.length > 2
          ? html`<div class="row">
            ${choice({ label: words.across, about: 'data-axis', value: names[axes.across ?? -1] ?? '', options, change: (across) => choose(host, 'data', { across }) })}
            ${choice({ label: words.up, about: 'data-axis', value: names[axes.up] ?? '', options: options.slice(0, -1), change: (up) => choose(host, 'data', { up }) })}
          </div>`
          : nothing
      }
      <button class="word" type="button" data-help="data-save" @click=${() => void save(all)}>${words.save}</button>`;
  };

  return {
    render() {
      const words = tables[host.words.tag];
      const { document, finished, refused } = host;
      const kind = kindOf(document);
      const chosen = wanted ? 'columns' : kind;
      const all = finished ? columnsOf(finished) : [];
      const rows = all[0]?.[1].length ?? 0;
      return html`<style>${parts}${css}</style>
        <div class="halves">
          <div class="rows">
            ${all.length ? picture(all, words) : html`<p class="hint">${words.none}</p>`}
          </div>
          <div class="own">
            ${choice({
              label: words.data,
              about: 'data-kind',
              value: chosen,
              options: Object.entries(words.kinds).map(([value, text]) => ({ value, text })),
              still: !host.may(dataAt),
              change: (value) => change(value as Kind),
            })}
            ${refused?.at === '' ? html`<p class="wrong">${refused.why}</p>` : nothing}
            ${chosen !== 'none' && chosen !== 'columns' ? html`<div>${settings.rows(chosen, words)}</div>` : nothing}
            ${chosen === 'columns' ? own.render(words) : nothing}
            ${
              kind === 'none' || !host.may(surfaceAt)
                ? nothing
                : editor.render({
                    id: 'row-formula',
                    about: 'row',
                    label: words.row(all.map(([name]) => name).join(', ')),
                    text: String(get(document, surfaceAt) ?? ''),
                    change: (f) => host.edit(surfaceAt, f),
                  })
            }
            <div>${settings.updates(rows, words)}</div>
          </div>
        </div>`;
    },
    // the plane's frames are the scatter's too
    over: () => scatter.frame(),
  };
}

/** Columns by name; where a name is none of theirs, the first across and the last upward. */
function axesOf(names: readonly string[], { across, up }: Chosen<'data'>): Axes {
  const number = (name: string | undefined, other: number | undefined) =>
    name !== undefined && names.includes(name) ? names.indexOf(name) : other;
  return {
    across: across === '' ? undefined : number(across, names.length > 1 ? 0 : undefined),
    up: number(up, undefined) ?? names.length - 1,
  };
}
