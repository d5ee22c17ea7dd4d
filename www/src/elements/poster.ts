// What stands in the frame until the picture does: the idea of it, in hairlines.

import { html, svg } from 'lit';

const rings = [0.35, 0.75, 1.3, 2.1, 3.2, 4.6];

export const poster = html`<svg class="poster" viewBox="-10 -6 20 12" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
  ${rings.map((r) => svg`<ellipse rx=${10 * r} ry=${r} vector-effect="non-scaling-stroke" />`)}
</svg>`;
