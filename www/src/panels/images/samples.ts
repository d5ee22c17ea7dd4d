// Pictures side by side, each with what it is and what the network says: a sheet to leaf through, and the worst of all.

import { html, nothing, type TemplateResult } from 'lit';
import { format, plain } from '../../draw/format';
import type { Host, Learner } from '../panel';
import { drawn } from '../parts/drawn';
import type { Shown } from './asking';
import { inked, type Size } from './picture';
import { className, isShare, saidOf } from './said';
import { imagesWords } from './words';

export interface Samples {
  readonly learner: Learner;
  readonly size: Size;
  readonly shown: Shown;
  readonly targets: ArrayLike<number>;
  /** What each costs, where that is asked. */
  readonly losses?: ArrayLike<number>;
  readonly label: string;
  /** What help calls it. */
  readonly about: string;
}

export function samples(host: Host, { learner, size, shown, targets, losses, label, about }: Samples): TemplateResult {
  const words = imagesWords[host.words.tag];
  const { lesson } = learner;
  const outputs = shown.outputs.length / shown.rows.length;
  const pixels = size[0] * size[1];
  const one = (row: number, k: number) => {
    const is = targets[row] ?? 0;
    const said = saidOf(shown.outputs.subarray(k * outputs, (k + 1) * outputs), lesson);
    const right = said.class === is;
    const [name, says] = [className(lesson, is), className(lesson, said.class)];
    const sure = isShare(lesson) ? percent(said.sure) : format(said.sure, 2);
    const own = shown.pixels.subarray(k * pixels, (k + 1) * pixels);
    return html`<li class=${right ? '' : 'missed'}>
      <canvas role="img" style="aspect-ratio: ${size[1]} / ${size[0]}" aria-label=${words.picture(name)} ${drawn((canvas) => inked(canvas, own, size, host.inks))}></canvas>
      <span class="is" aria-hidden="true">${name}</span>
      <span class="says"
        ><span class="mark" aria-hidden="true">${right ? '✓' : '✗'}</span
        ><span class="unseen">${right ? words.right : words.wrong}</span> ${says}</span
      >
      <span class="sure">${sure}</span>
      ${losses ? html`<span class="cost">${words.cost(format(losses[k] ?? 0, 3))}</span>` : nothing}
    </li>`;
  };
  return html`<ul class="samples" aria-label=${label} data-help=${about}>${[...shown.rows].map(one)}</ul>`;
}

/** No more digits than can be told apart, and never 100 where it is less. */
export function percent(share: number): string {
  const hundredths = 100 * share;
  const most = share < 1 ? 99.9 : 100;
  return `${plain(hundredths >= 99 ? Math.min(most, Math.round(10 * hundredths) / 10) : Math.round(hundredths))} %`;
}
