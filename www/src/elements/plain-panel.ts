// What is shown when something failed and the words for it could not be fetched either.

import { html } from 'lit';
import type { failurePanel } from './failure-panel';

export const plainPanel: typeof failurePanel = (_failure, _text, { failure }, retry) =>
  html`<div class="failure" role="alert">
    <p>${failure.plain}</p>
    <button class="word" type="button" @click=${retry}>${failure.retry}</button>
  </div>`;
