// What is shown in place of a figure that cannot be: what is wrong, where, and what to do.

import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { lineColumn, locate, type Span } from '../document/locate';
import { pointerOfPath } from '../document/pointer';
import type { Failure } from '../engine/client';
import { say } from '../panels/parts/say';
import { en, type Trouble } from '../text/en-trouble';
import { ko } from '../text/ko-trouble';
import type { Language, Words } from '../text/words';
import sheet from './failure-panel.css?inline';

const troubles: Readonly<Record<Language, Trouble>> = { en, ko };

/** Failures that another try may not meet again. */
const passing = new Set([
  'wasm_unreachable',
  'wasm_missing',
  'wasm_not_wasm',
  'wasm_broken',
  'worker_failed',
  'engine_crashed',
  'document_unreachable',
]);

/** Lines of the document around the marked text. */
const around = 2;
/** Letters to either side of it. */
const reach = 160;

export function failurePanel(
  failure: Failure,
  text: string | undefined,
  words: Words,
  retry: () => void,
): TemplateResult {
  const about = troubles[words.tag];
  const own = (about.trouble as Partial<Record<string, (params: Failure['params']) => string>>)[failure.code];
  const engine = own !== undefined && !failure.code.startsWith('document');
  const span = text === undefined ? undefined : spanOf(failure, text);
  // A sentence without a path names its line and column itself.
  const place = failure.path && text !== undefined && span ? lineColumn(text, span[0]) : undefined;
  const where = [failure.path && about.at(failure.path), place && about.where(place.line, place.column)].filter(
    Boolean,
  );
  const sentence = html`<p>${own ? own(failure.params) : say(failure, words)}</p>`;
  if (failure.code === 'file_absent' && text !== undefined) {
    return html`<style>${sheet}</style><div class="failure" role="alert">
      <h2>${about.title.files}</h2>
      ${until(absent(failure, text, words, retry), sentence)}
    </div>`;
  }
  return html`<style>${sheet}</style><div class="failure" role="alert">
    <h2>${engine ? about.title.engine : about.title.document}</h2>
    ${sentence}
    ${where.length > 0 ? html`<p class="where">${where.join(' · ')}</p>` : nothing}
    ${text !== undefined && span ? excerpt(text, span, about) : nothing}
    ${passing.has(failure.code) ? html`<button class="word" type="button" @click=${retry}>${words.failure.retry}</button>` : nothing}
  </div>`;
}

/** Files that stay with whoever has them are asked for. */
async function absent(failure: Failure, text: string, words: Words, retry: () => void) {
  const found = await import('../panels/rows/absent').catch(() => undefined);
  return found?.absentOf(failure, text).render(words.tag, retry) ?? nothing;
}

/** The engine's span in the document, or in the formula at the failure's path; else the value there, or the unknown key. */
function spanOf({ code, path, span }: Failure, text: string): Span | undefined {
  if (!path) return span;
  const at = locate(text, pointerOfPath(path), code === 'unknown_field' ? 'key' : 'value');
  // a formula written with \ escapes has other places in the document than in itself
  const plain = at && text[at[0]] === '"' && !text.slice(...at).includes('\\');
  return span && plain ? [at[0] + 1 + span[0], at[0] + 1 + Math.max(span[1], span[0] + 1)] : at;
}

/** The lines around a span; a long line is cut. */
function excerpt(text: string, [start, end]: Span, about: Trouble): TemplateResult {
  const { line } = lineColumn(text, start);
  const lines = text.split('\n');
  const from = lines.slice(0, Math.max(0, line - 1 - around)).join('\n').length;
  const to = lines.slice(0, line + around).join('\n').length;
  const [left, right] = [Math.max(from, start - reach), Math.min(to, Math.max(end, start + 1) + reach)];
  const marked = text.slice(start, Math.min(Math.max(end, start + 1), right)) || ' ';
  const before = (left > from ? '…' : '') + text.slice(left, start).replace(/^\n/, '');
  const after = text.slice(start + marked.length, right) + (right < to ? '…' : '');
  return html`<pre tabindex="0" aria-label=${about.text}>${before}<mark>${marked}</mark>${after}</pre>`;
}
