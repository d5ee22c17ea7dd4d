// The figure's style sheets, with the colours of both themes as variables, which the page around may set.

import { unsafeCSS } from 'lit';
import { dark, type Inks, light } from '../draw/inks';
import controls from './controls.css?inline';
import figure from './figure.css?inline';
import widths from './widths.css?inline';

const variables = ({ ground, text, quiet, rule, edge, button, alarm, field, label }: Inks) =>
  Object.entries({ ground, text, quiet, rule, edge, button, alarm, field: field[1], low: field[0], label })
    .map(([name, color]) => `--${name}:var(--fall-line-${name},${color})`)
    .join(';');

export const styles = unsafeCSS(
  `.app{${variables(light)}}.app[data-theme=dark]{${variables(dark)}}${figure}${controls}${widths}`,
);
