// Something that is on or off: a native checkbox with its label. How it looks stands in checkbox.css, in the dock's style.

import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface Checkbox {
  readonly label: TemplateResult | string;
  readonly on: boolean;
  /** What help calls it. */
  readonly about: string;
  readonly change: (on: boolean) => void;
}

export function checkbox({ label, on, about, change }: Checkbox): TemplateResult {
  return html`<label class="checkbox" data-help=${about}
    ><input
      type="checkbox" .checked=${live(on)}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`;
}
