// The first layer's weights, a picture a unit: what each looks for.

import { html, type TemplateResult } from 'lit';
import { format } from '../../draw/format';
import { tonesOf } from '../../draw/tones';
import { Answer, type Host, type Learner } from '../panel';
import { drawn } from '../parts/drawn';
import { Leaves } from './leaves';
import { type Size, weighed } from './picture';
import { className } from './said';
import { imagesWords } from './words';

const most = 32;

export class Filters {
  #host: Host;
  #weights: Answer<Float32Array>;
  #leaves: Leaves;

  constructor(host: Host) {
    this.#host = host;
    this.#weights = new Answer(host);
    this.#leaves = new Leaves(host, most);
  }

  render(learner: Learner, size: Size): TemplateResult {
    const words = imagesWords[this.#host.words.tag];
    const { lesson } = learner;
    const units = lesson.layers[0]?.units ?? 0;
    const all = this.#weights.of(learner.key, () => learner.ask('weights', learner.epoch));
    const pixels = size[0] * size[1];
    // the picture of a network that is here no more is not read as if it were of this one
    const weights = all && all.length >= units * pixels ? all.subarray(0, units * pixels) : undefined;
    let far = 0;
    for (const weight of weights ?? []) if (Math.abs(weight) > far) far = Math.abs(weight);
    const isLast = lesson.layers.length === 1;
    const tones = tonesOf(this.#host.inks);
    const { first, count } = this.#leaves.of(units);
    const scale = format(far, 2);
    const [low, none, high] = [tones.ends[0], tones.none, tones.ends[1]].map((tone = []) => `rgb(${tone.join(' ')})`);
    const one = (unit: number) => {
      const own = weights?.subarray(unit * pixels, (unit + 1) * pixels) ?? new Float32Array(pixels);
      // the last of two classes has the one output for itself
      const name = isLast && units > 1 ? className(lesson, unit) : words.unit(unit + 1);
      return html`<li>
        <canvas role="img" style="aspect-ratio: ${size[1]} / ${size[0]}" aria-label=${name} ${drawn((canvas) => weighed(canvas, own, size, far || 1, tones))}></canvas>
        <span class="is" aria-hidden="true">${isLast && units > 1 ? name : unit + 1}</span>
      </li>`;
    };
    return html`<ul class="samples filters" aria-label=${words.filters} data-help="images-filters">
        ${Array.from({ length: count }, (_, k) => one(first + k))}
      </ul>
      <p class="scale" data-help="images-scale">
        <span>−${scale}</span><span class="ramp" style="background: linear-gradient(90deg, ${low}, ${none}, ${high})"></span
        ><span>${scale}</span>
        <span class="unseen">${words.scale(scale)}</span>
      </p>
      ${this.#leaves.render(units, words.unitsOf, 'images-leaf')}`;
  }
}
