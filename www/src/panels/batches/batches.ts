// The batch as what is compared: one row, some, all; with the rate that goes with it, and with a warm-up.

import { html, type nothing, svg, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { optimizerOf } from '../../document/runs';
import { format, plain } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import type { Host, Panel } from '../panel';
import parts from '../parts/parts.css?inline';
import sheet from './batches.css?inline';
import { type Comparison, compared, comparison, reference, sizeOf, sizesFor } from './compare';
import { batchesWords } from './words';

export function open(host: Host): Panel {
  return { render: () => template(host) };
}

function template(host: Host): TemplateResult {
  const { document, learner, words: shown } = host;
  if (!learner) return html``;
  const words = batchesWords[shown.tag];
  const rows = learner.lesson.parts[0];
  const now = comparison(document, rows);
  const [from, own] = [now ? reference(document, rows) : host.selected, sizeOf(document, host.selected, rows)];
  const wanted: Comparison = now ?? {
    sizes: [...new Set([1, own, rows])].sort((a, b) => a - b),
    scaled: false,
    warm: false,
  };
  const take = (to: Partial<Comparison>) => host.edit('', compared(document, rows, from, { ...wanted, ...to }));
  const press = (size: number) => {
    const sizes = wanted.sizes.includes(size) ? wanted.sizes.filter((one) => one !== size) : [...wanted.sizes, size];
    if (sizes.length > 1) take({ sizes: sizes.sort((a, b) => a - b) });
  };
  return html`<style>${parts}${sheet}</style>
    <p class="batches-says">${now ? words.says : words.what}</p>
    ${
      now
        ? html`<div class="presets" role="group" aria-label=${words.sizes} data-help="batches-sizes">
            ${sizesFor(document, rows).map(
              (size) => html`<button
                type="button" class="word" aria-pressed=${now.sizes.includes(size)} @click=${() => press(size)}
              >${size === rows ? words.all : plain(size)}</button>`,
            )}
          </div>
          ${checkbox({ label: words.scaled, on: now.scaled, about: 'batches-scaled', change: (scaled) => take({ scaled }) })}
          ${checkbox({ label: words.warm, on: now.warm, about: 'batches-warm', change: (warm) => take({ warm }) })}
          ${table(host, rows)}`
        : html`<button type="button" class="word" data-help="batches-compare" @click=${() => take({})}>
            ${words.compare(wanted.sizes.map((size) => (size === rows ? words.all : plain(size))).join(', '))}
          </button>`
    }`;
}

function table(host: Host, rows: number): TemplateResult | typeof nothing {
  const { document, learner, names, seen, step } = host;
  const words = batchesWords[host.words.tag];
  return html`<table class="batch-table" data-help="batches-table">
    <thead><tr>
      <th scope="col">${words.run}</th><th scope="col">${words.updates}</th><th scope="col">${words.rate}</th>
      <th scope="col">${words.loss(plain(step))}</th>
    </tr></thead>
    <tbody>${seen.map((run) => {
      const { series = {}, progress } = learner?.pupils[run] ?? {};
      const losses = series.test_loss ?? series.loss;
      const size = sizeOf(document, run, rows);
      const diverged = typeof progress?.status === 'object' && step >= progress.epochs;
      const loss = losses?.[Math.min(step, losses.length - 1)];
      return html`<tr>
        <th scope="row"><svg viewBox="0 0 10 10" width="10" aria-hidden="true">${svg`<circle cx="5" cy="5" r="5" fill=${inkOfRun(host.slot(run), host.theme).color} />`}</svg>${names[run]}</th>
        <td>${plain(Math.ceil(rows / size))}</td>
        <td>${plain(Number(optimizerOf(document, run).values.lr))}</td>
        <td>${diverged ? words.diverged : loss === undefined ? '–' : format(loss)}</td>
      </tr>`;
    })}</tbody>
  </table>`;
}
