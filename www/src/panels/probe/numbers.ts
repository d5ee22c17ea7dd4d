// What the surface is like at a point, in numbers: four digits to read, all of them to take along.

import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { format, typed } from '../../draw/format';
import type { Ink } from '../../draw/inks';
import type { Telling } from '../../engine/client';
import type { Point } from './spot';
import type { ProbeWords } from './words';

export type Probe = ReturnType<Telling['probe']>;
export type Formulas = ReturnType<Telling['formulas']>;

/** A probe, and where it was taken. */
export interface Seen extends Probe {
  readonly at: Point;
}

export interface Named {
  readonly run: number;
  readonly name: string;
  readonly ink: Ink;
}

/** The gradient where it is finite. */
export function gradientOf(seen: Probe | undefined): Point | undefined {
  const [x, y] = seen?.gradient ?? [null, null];
  return x === null || y === null ? undefined : [x, y];
}

/** Longer formulas would take the page's time to be laid out, and nobody could read them. */
const mostLetters = 30_000;
/** Letters of a formula that have room beside their value on a phone: a longer one can be scrolled, also by keyboard. */
const roomy = 24;

export function numbers(
  seen: Seen,
  formulas: Formulas | undefined,
  runs: readonly Named[],
  words: ProbeWords,
): TemplateResult {
  const { value, hessian, curvatures, limits } = seen;
  const gradient = gradientOf(seen);
  const [xx, xy, yy] = hessian.map(four);
  return html`<dl class="numbers">
      ${row(html`<math><mi>f</mi></math>`, 'f', formulas?.f, four(value), words)}
      ${row(partial('x'), '∂f/∂x', formulas?.gradient[0], four(seen.gradient[0]), words)}
      ${row(partial('y'), '∂f/∂y', formulas?.gradient[1], four(seen.gradient[1]), words)}
      <div data-help="|∇f|"><dt><math><mrow><mo stretchy="false">|</mo><mi mathvariant="normal">∇</mi><mi>f</mi><mo stretchy="false">|</mo></mrow></math></dt>
        <dd>${four(gradient ? Math.hypot(...gradient) : null)}</dd></div>
      <div data-help="hessian"><dt>${words.hessian}</dt>
        <dd class="matrix"><span>${xx}</span><span>${xy}</span><span>${xy}</span><span>${yy}</span></dd></div>
      <div data-help="curvatures"><dt>${words.curvatures}</dt><dd class="pair">${curvatures.map((one) => html`<span>${four(one)}</span>`)}</dd></div>
    </dl>
    ${value === null ? html`<p class="note">${words.absent}</p>` : nothing}
    ${runs.length > 0 ? html`<h3 data-help="limits">${words.limits}</h3>` : nothing}
    <dl class="numbers limits" data-help="limits">
      ${runs.map(({ run, name, ink }) => {
        const limit = limits[run] ?? null;
        const bends = (curvatures[1] ?? 0) > 0;
        const said = limit === null ? (bends ? words.unclaimed : words.unbounded) : format(limit, 4);
        return html`<div><dt style="--run: ${ink.color}">${name}</dt><dd class=${limit === null ? 'none' : ''}>${said}</dd></div>`;
      })}
    </dl>`;
}

/** The same with every digit, a line each, name and number apart by a tab. */
export function digits(
  seen: Seen,
  runs: readonly Named[],
  more: readonly (readonly [string, number])[],
  words: ProbeWords,
): string {
  const gradient = gradientOf(seen);
  const lines: (readonly [string, number | null | undefined])[] = [
    ['x', seen.at[0]],
    ['y', seen.at[1]],
    ['f', seen.value],
    ['∂f/∂x', seen.gradient[0]],
    ['∂f/∂y', seen.gradient[1]],
    ['|∇f|', gradient && Math.hypot(...gradient)],
    ['∂²f/∂x²', seen.hessian[0]],
    ['∂²f/∂x∂y', seen.hessian[1]],
    ['∂²f/∂y²', seen.hessian[2]],
    ['λ₁', seen.curvatures[0]],
    ['λ₂', seen.curvatures[1]],
    ...more,
    ...runs.map(({ run, name }) => [`${words.limits}: ${name}`, seen.limits[run]] as const),
  ];
  return lines.map(([name, value]) => `${name}\t${typeof value === 'number' ? typed(value) : '–'}`).join('\n');
}

function four(value: number | null): string {
  return value === null ? '–' : format(value, 4);
}

function row(
  symbol: TemplateResult,
  name: string,
  formula: Formulas['f'] | undefined,
  value: string,
  words: ProbeWords,
): TemplateResult {
  const long = (formula?.text.length ?? 0) > roomy;
  return html`<div data-help=${name} class=${long ? 'long' : ''}>
    <dt>${symbol}${
      formula && formula.mathml.length <= mostLetters
        ? html`<math><mo>=</mo></math><span
            class="formula" role="group" aria-label=${words.formula(name)} tabindex=${long ? 0 : nothing}
            >${unsafeHTML(formula.mathml)}</span
          >`
        : nothing
    }</dt>
    <dd>${value}</dd>
  </div>`;
}

function partial(variable: string): TemplateResult {
  return html`<math><mfrac><mrow><mi>∂</mi><mi>f</mi></mrow><mrow><mi>∂</mi><mi>${variable}</mi></mrow></mfrac></math>`;
}
