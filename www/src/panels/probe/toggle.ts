// Something that is drawn or not: a native checkbox with its label, and how it looks on the plane.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Stroke } from './arrows';

export function toggle(
  label: TemplateResult | string,
  on: boolean,
  change: (on: boolean) => void,
  stroke?: Stroke,
): TemplateResult {
  return html`<label class="toggle"
    ><input
      type="checkbox" .checked=${live(on)}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    />${stroke ? sample(stroke) : nothing}<span>${label}</span></label
  >`;
}

function sample({ color, width, dash }: Stroke): TemplateResult {
  return html`<svg viewBox="0 0 32 12" width="32" height="12" aria-hidden="true">
    <line x1="0" y1="6" x2="24" y2="6" stroke=${color} stroke-width=${width} stroke-dasharray=${dash.join(' ')} />
    <path d="M32 6 23 2v8z" fill=${color} />
  </svg>`;
}
