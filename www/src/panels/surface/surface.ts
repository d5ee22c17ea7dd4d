// The surface: picked from the library or typed, with its gradient, its start, its steps and its constants.

import { html, nothing, type TemplateResult } from 'lit';
import { get, type Json, pointer } from '../../document/pointer';
import type { Host, Panel } from '../panel';
import { Editor } from '../parts/editor';
import { field } from '../parts/field';
import { Formulas } from '../parts/formulas';
import { functions } from '../parts/functions';
import parts from '../parts/parts.css?inline';
import { surfaceAt } from '../surfaces';
import { Constants } from './constants';
import { Library } from './library';
import css from './surface.css?inline';
import { examples, type SurfaceWords, words as tables } from './words';

const domainAt = pointer('view', 'domain');

export function open(host: Host): Panel {
  const library = new Library(host);
  const editor = new Editor(host, surfaceAt, 'task.surface.f');
  const formulas = new Formulas(host);
  const constants = new Constants(host);

  /** The start stays, and the plane shows what the engine thinks worth seeing. */
  const change = (f: string) => {
    if (get(host.document, domainAt)) host.edit(domainAt, undefined);
    host.edit(surfaceAt, f);
  };

  const line = (id: string, about: string, label: string, at: string) =>
    host.may(at) &&
    field({
      id,
      about,
      label,
      at,
      value: get(host.document, at),
      refused: host.refused,
      change: (value: Json) => host.edit(at, value),
    });

  const help = (words: SurfaceWords): TemplateResult => html`<details class="syntax" data-help="syntax">
    <summary>${words.help}</summary>
    <dl>
      ${words.rules.map(({ code, text }) => html`<dt><code>${code}</code></dt><dd>${text}</dd>`)}
      <dt>${words.functions}</dt><dd><code>${functions}</code></dd>
      <dt>${words.examples}</dt>
      <dd class="examples">
        ${examples.map(
          (text) =>
            html`<button type="button" data-help="syntax-example" @click=${() => editor.type(text, change)}><code>${text}</code></button>`,
        )}
      </dd>
    </dl>
  </details>`;

  return {
    render() {
      const words = tables[host.words.tag];
      const data = get(host.document, pointer('task', 'surface', 'data'));
      const isFree = host.may(surfaceAt);
      const start = (axis: 'x' | 'y', k: 0 | 1) =>
        line(`start-${axis}`, 'start', words.start(axis), pointer('task', 'surface', 'start', k));
      return html`<style>${parts}${css}</style>
        <div class="halves">
          ${isFree ? library.render(words) : nothing}
          <div class="own">
            ${
              isFree
                ? editor.render({
                    id: 'formula',
                    label: data ? words.row : words.formula,
                    about: data ? 'row' : 'surface-formula',
                    text: String(get(host.document, surfaceAt) ?? ''),
                    change,
                  })
                : nothing
            }
            ${formulas.render(words.long)}
            ${isFree ? help(words) : nothing}
            <div class="numbers">
              ${start('x', 0)} ${start('y', 1)}
              ${line('steps', 'steps', words.steps, pointer('task', 'surface', 'steps'))}
            </div>
            ${host.may(pointer('given')) ? constants.render(words) : nothing}
          </div>
        </div>`;
    },
    close: () => library.stop(),
  };
}
