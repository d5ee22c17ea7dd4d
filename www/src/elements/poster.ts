// What stands in the frame until the picture does: the idea of it, in hairlines.

import { html } from 'lit';

export const poster = html`<svg class="poster" viewBox="-10 -6 20 12" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
  <ellipse rx="3.5" ry=".35"/><ellipse rx="7.5" ry=".75"/><ellipse rx="13" ry="1.3"/><ellipse rx="21" ry="2.1"/><ellipse rx="32" ry="3.2"/>
</svg>`;
