// The network's picture to take along: the diagram as it is on the page, with what its colours mean and the sentence below.

import { inks as inksOf, type Theme } from '../../../draw/inks';
import type { Learner } from '../../panel';
import { contextOf, png, svg } from '../drawing';
import { type Context, edge, font, line, linesOf, placed, runItem, strokeItem, wordsItem, write } from '../legend';

/** What is to be seen, and said. */
export interface Sight {
  readonly learner: Pick<Learner, 'size' | 'draw'>;
  readonly run: { readonly slot: number; readonly name: string; readonly loss: Float64Array };
  readonly step: number;
  /** The epoch in words. */
  readonly at: string;
  readonly positive: string;
  readonly negative: string;
  readonly sentence: string | undefined;
}

/** Undefined where there is nothing to see yet. */
export function pictureOf(
  sight: Sight,
  theme: Theme,
  hasLegend: boolean,
): { png(scale: number): Promise<Blob>; svg(title: string): Blob } | undefined {
  const inks = inksOf[theme];
  const [across, down] = sight.learner.size;
  const measure = contextOf(1, 1);
  if (across === 0 || !sight.learner.draw(contextOf(across, down), across, down, inks)) return undefined;
  const items = hasLegend
    ? placed(
        [
          runItem(sight.run, sight.step, theme, measure),
          wordsItem(sight.at, inks, measure),
          strokeItem(inks.runs[0] ?? '', sight.positive, inks, measure),
          strokeItem(inks.runs[1] ?? '', sight.negative, inks, measure),
        ],
        across,
      )
    : [];
  const sentence = hasLegend ? linesOf(sight.sentence ?? '', font, across, measure) : [];
  const rows = (items.at(-1)?.row ?? -1) + 1;
  const below = edge + down + 12 + line / 2;
  const [width, height] = [across + 2 * edge, down + 2 * edge + (hasLegend ? 12 + (rows + sentence.length) * line : 0)];
  const draw = (ctx: Context) => {
    ctx.fillStyle = inks.ground;
    ctx.fillRect(0, 0, width, height);
    ctx.save();
    ctx.translate(edge, edge);
    sight.learner.draw(ctx, across, down, inks);
    ctx.restore();
    for (const item of items) item.draw(ctx, edge + item.x, below + item.row * line);
    sentence.forEach((text, k) => {
      write(ctx, text, edge, below + (rows + k) * line, font, inks.text);
    });
  };
  return {
    png: (scale) => png(draw, width, height, scale),
    svg: (title) => svg(draw, width, height, title),
  };
}
