// The signs on the buttons, drawn in the colour of the words around them.

import { html, type TemplateResult } from 'lit';

/** A sign of 16 by 16. */
export const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=${path} fill="currentColor" /></svg>`;

export const icons = {
  play: icon('M4 2.5v11l9-5.5z'),
  pause: icon('M4 3h3v10H4zM9 3h3v10H9z'),
  back: icon('M11 3v10L4.5 8zM2.5 3h1.6v10H2.5z'),
  forward: icon('M5 3v10l6.5-5zM11.9 3h1.6v10h-1.6z'),
  batch: icon('M3 4.5v7L8.4 8zM10 6.9h1.6v2.2H10zM12.8 6.9h1.6v2.2h-1.6z'),
  reseed: icon(
    'M3 2h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm2 2v2.4h2.4V4zm3.6 0v2.4H11V4zM5 9.6V12h2.4V9.6zm3.6 0V12H11V9.6z',
  ),
  restart: icon('M8 2.5V.4L3.8 3.4 8 6.4V4.2a4.3 4.3 0 1 1-4.2 5.2H2.1A6 6 0 1 0 8 2.5z'),
};
