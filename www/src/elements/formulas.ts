// The library's formulas in MathML, as they stand beside the surface's name.

import { html, type MathMLTemplateResult, mathml, type TemplateResult } from 'lit';

const square = (base: MathMLTemplateResult) => mathml`<msup>${base}<mn>2</mn></msup>`;
const x = mathml`<mi>x</mi>`;
const y = mathml`<mi>y</mi>`;
const op = (sign: string) => mathml`<mo>${sign}</mo>`;
const group = (inner: MathMLTemplateResult) => mathml`<mrow><mo>(</mo>${inner}<mo>)</mo></mrow>`;
const n = (value: number) => mathml`<mn>${value}</mn>`;

const formulas: Readonly<Record<string, MathMLTemplateResult>> = {
  valley: mathml`${square(x)}${op('/')}${n(100)}${op('+')}${square(y)}`,
  trough: mathml`${square(x)}${op('/')}${n(20)}${op('+')}${square(y)}`,
  bowl: mathml`${square(x)}${op('+')}${square(y)}`,
  himmelblau: mathml`${square(group(mathml`${square(x)}${op('+')}${y}${op('−')}${n(11)}`))}${op('+')}${square(group(mathml`${x}${op('+')}${square(y)}${op('−')}${n(7)}`))}`,
  rosenbrock: mathml`${square(group(mathml`${n(1)}${op('−')}${x}`))}${op('+')}${n(100)}${square(group(mathml`${y}${op('−')}${square(x)}`))}`,
};

/** These leave no room beside them on a phone. */
const long = new Set(['himmelblau', 'rosenbrock']);

export function formula(surface: string): TemplateResult | undefined {
  const inner = formulas[surface];
  return inner && html`<math class=${long.has(surface) ? 'long' : ''}><mrow>${inner}</mrow></math>`;
}
