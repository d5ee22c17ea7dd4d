// How an arrow looks on the plane, beside the word for it.

import { html, type TemplateResult } from 'lit';
import type { Stroke } from './arrows';

export function sample({ color, width, dash }: Stroke): TemplateResult {
  return html`<svg viewBox="0 0 32 12" width="32" height="12" aria-hidden="true">
    <line x1="0" y1="6" x2="24" y2="6" stroke=${color} stroke-width=${width} stroke-dasharray=${dash.join(' ')} />
    <path d="M32 6 23 2v8z" fill=${color} />
  </svg>`;
}
