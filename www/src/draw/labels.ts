// Words on the plane: placed by priority, and the loser is not drawn.

import type { Box } from './scales';

export type Kind = 'start' | 'current' | 'exit' | 'minimum' | 'contour';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
}

export interface Label {
  readonly text: string;
  readonly kind: Kind;
  readonly color?: string;
  /** Where it may stand, the best first. */
  readonly places: readonly Place[];
}

export interface Placed {
  readonly label: Label;
  readonly place: Place;
  readonly box: Box;
}

const priority: readonly Kind[] = ['start', 'exit', 'current', 'minimum', 'contour'];

export const lineHeight = 16;

/**
 * Gives each label the first of its places that lies in `within` and touches neither a placed label
 * nor an obstacle; a label without such a place is left out. Contour heights keep off the paths too.
 */
export function placeLabels(
  labels: readonly Label[],
  within: Box,
  obstacles: readonly Box[],
  paths: readonly Box[],
  width: (text: string, kind: Kind) => number,
): Placed[] {
  const placed: Placed[] = [];
  const order = [...labels].sort((a, b) => priority.indexOf(a.kind) - priority.indexOf(b.kind));
  for (const label of order) {
    const w = width(label.text, label.kind);
    for (const place of label.places) {
      const box = boxOf(place, w);
      const free =
        contains(within, box) &&
        !obstacles.some((other) => overlap(box, other)) &&
        !(label.kind === 'contour' && paths.some((other) => overlap(box, other))) &&
        !placed.some((other) => overlap(box, other.box));
      if (free) {
        placed.push({ label, place, box });
        break;
      }
    }
  }
  return placed;
}

/** Places around a point: right, above, below, left, then the corners. */
export function around(x: number, y: number, gap: number): Place[] {
  return [
    { x: x + gap, y, align: 'left' },
    { x, y: y - gap - lineHeight / 2 + 3, align: 'center' },
    { x, y: y + gap + lineHeight / 2 - 3, align: 'center' },
    { x: x - gap, y, align: 'right' },
    { x: x + gap, y: y - gap, align: 'left' },
    { x: x + gap, y: y + gap, align: 'left' },
    { x: x - gap, y: y - gap, align: 'right' },
    { x: x - gap, y: y + gap, align: 'right' },
  ];
}

/** Draws a word with an edge of the ground's colour, so that lines may pass behind it. */
export function drawLabel(
  ctx: CanvasRenderingContext2D,
  { label, place }: Placed,
  color: string,
  casing: string,
  font: string,
): void {
  ctx.font = font;
  ctx.textAlign = place.align;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = casing;
  ctx.strokeText(label.text, place.x, place.y);
  ctx.fillStyle = label.color ?? color;
  ctx.fillText(label.text, place.x, place.y);
}

function boxOf(place: Place, width: number): Box {
  const left = place.align === 'left' ? place.x : place.align === 'right' ? place.x - width : place.x - width / 2;
  return { left, top: place.y - lineHeight / 2, width, height: lineHeight };
}

function contains(outer: Box, box: Box): boolean {
  return (
    box.left >= outer.left &&
    box.top >= outer.top &&
    box.left + box.width <= outer.left + outer.width &&
    box.top + box.height <= outer.top + outer.height
  );
}

function overlap(a: Box, b: Box): boolean {
  const air = 2;
  return (
    a.left < b.left + b.width + air &&
    b.left < a.left + a.width + air &&
    a.top < b.top + b.height + air &&
    b.top < a.top + a.height + air
  );
}
