// Something that is on or off: a native checkbox with its label. How it looks stands in checkbox.css, in the dock's style.

import { html, type TemplateResult } from 'lit';
import { live } from './live';

export interface Checkbox {
  readonly label: TemplateResult | string;
  readonly on: boolean;
  /** What help calls it. */
  readonly about: string;
  /** It may not be changed. */
  readonly still?: boolean;
  readonly change: (on: boolean) => void;
}

export function checkbox({ label, on, about, still = false, change }: Checkbox): TemplateResult {
  return html`<label class="checkbox" data-help=${about}
    ><input
      type="checkbox" .checked=${live(on)} ?disabled=${still}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`;
}
