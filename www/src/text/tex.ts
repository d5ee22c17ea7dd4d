// Formulas as TeX, made into MathML: while the site is built, and on the page where an exercise has some.

import temml from 'temml';
import { Html } from './html';

/** MathML, in elements alone that every browser draws; style sheets do the rest. */
export function math(tex: string, isBlock: boolean): Html {
  const mathml = temml.renderToString(tex.trim(), { displayMode: isBlock, throwOnError: true });
  return new Html(mathml.replace(/ (?:style|class)="[^"]*"/g, ''));
}
