// What stands in the frame until the picture does: the idea of it, in hairlines.

import { html, type TemplateResult } from 'lit';

// an arc whose radii are too short takes what it needs of them
const level = (r: number) => `M-${r} 0a1 .1 0 1 0 ${2 * r} 0 1 .1 0 1 0-${2 * r} 0`;

/** The level lines of a valley, or the wires of a network. */
export const poster = (network: unknown): TemplateResult =>
  html`<svg class="poster" viewBox="-10 -6 20 12" preserveAspectRatio="xMidYMid slice"><path d=${network ? 'M-9-3H9C0-3 0 3-9 3H9C0 3 0-3-9-3' : [4, 8, 13, 21, 32].map(level).join('')} /></svg>`;
