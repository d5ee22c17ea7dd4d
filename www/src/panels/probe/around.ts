// The arrows: three at the ball, for what moves it, and the field of −∇f over the whole plane.

import { html, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { inkOfRun } from '../../draw/inks';
import type { Label } from '../../draw/labels';
import { pointText } from '../../draw/picture';
import { inside, type Scales } from '../../draw/scales';
import { choose, chosen } from '../chosen';
import { Answer, type Host } from '../panel';
import { type Pace, Steady } from '../parts/pace';
import {
  drawArrow,
  latticeOf,
  rooted,
  rootedWay,
  type Slopes,
  type Stroke,
  slopesOf,
  tipLabel,
  traceField,
} from './arrows';
import { answered, nameOf, surfaceKey } from './asking';
import { gap, gradientStroke } from './marks';
import { type Carried, carriedOf, stepOf } from './motion';
import { gradientOf } from './numbers';
import { sample } from './sample';
import { type Point, pointOfRun } from './spot';
import type { ProbeWords } from './words';

/** What is known of the ball; each part comes when it is asked for. */
interface Ball {
  readonly at: Point;
  readonly downhill: Point | undefined;
  readonly carried: Carried | undefined;
  readonly step: Point | undefined;
}

type Kind = 'downhill' | 'carried' | 'step';

export class Arrows {
  #host: Host;
  #slopes: Answer<Slopes>;
  #ball: Answer<Ball>;
  #steady: Steady<Ball>;
  #traced: { readonly slopes: Slopes; readonly scales: Scales; readonly path: Path2D } | undefined;

  constructor(host: Host, pace: Pace) {
    this.#host = host;
    this.#slopes = new Answer(pace);
    this.#ball = new Answer(pace);
    this.#steady = new Steady(pace);
  }

  /** The size of a gradient that is drawn as long as can be. */
  full(scales: Scales): number {
    return this.#field(scales)?.full ?? 0;
  }

  under(ctx: CanvasRenderingContext2D, scales: Scales): void {
    if (!this.#on.field) return;
    const slopes = this.#field(scales);
    if (!slopes) return;
    if (this.#traced?.slopes !== slopes || this.#traced.scales !== scales) {
      this.#traced = { slopes, scales, path: traceField(slopes, scales) };
    }
    ctx.strokeStyle = this.#host.inks.quiet;
    ctx.lineWidth = 1.25;
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    ctx.stroke(this.#traced.path);
    ctx.lineCap = 'butt';
  }

  /** Returns the words that belong to it. */
  over(ctx: CanvasRenderingContext2D, scales: Scales): Label[] {
    const told = this.#look();
    if (!told || !inside(scales.domain, ...told.at)) return [];
    const labels: Label[] = [];
    const { inks } = this.#host;
    const from = [scales.x(told.at[0]), scales.y(told.at[1])] as const;
    const full = this.full(scales);
    const draw = (kind: Kind, vector: Point | undefined, length: (size: number) => number, word: string) => {
      if (!this.#on[kind] || !vector) return;
      const tip = drawArrow(
        ctx,
        ...from,
        vector,
        length(Math.hypot(...vector)),
        this.#stroke(kind),
        inks.field[1],
        gap,
      );
      if (tip) labels.push(tipLabel(word, from, tip));
    };
    const gradient = (size: number) => rooted(size, full);
    const way = (size: number) => rootedWay(size / scales.unit);
    // the widest first: where two lie on each other both are seen
    draw('step', told.step, way, 'Δ');
    draw('carried', told.carried?.vector, told.carried?.way ? way : gradient, told.carried?.name ?? '');
    draw('downhill', told.downhill, gradient, '−∇f');
    return labels;
  }

  /** Toggles that are the legend too. */
  render(words: ProbeWords): TemplateResult {
    const { names, selected } = this.#host;
    const told = this.#steady.of(this.#look());
    const { downhill, carried, step } = told ?? {};
    const said = (vector: Point | undefined) => (vector ? pointText(...vector) : '');
    const carriedWord = !carried ? words.carried : carried.way ? words.velocity : words.mean;
    return html`<h3>${words.arrows(names[selected] ?? '')}</h3>
      ${this.#toggle('downhill', '−∇f', words.downhill, said(downhill))}
      ${this.#toggle('carried', carried?.name ?? '', carriedWord, this.#on.carried && told && !carried ? words.noCarried : said(carried?.vector))}
      ${this.#toggle('step', 'Δ', words.step, this.#on.step && told && !step ? words.noStep : said(step))}
      ${this.#box('field', words.field)}
      <p class="note">${words.lengths}</p>`;
  }

  #toggle(kind: Kind, symbol: string, word: string, value: string): TemplateResult {
    return html`<div class="arrow">
      ${this.#box(kind, html`${sample(this.#stroke(kind))}<i>${symbol}</i> ${word}`)}
      <span class="value" data-help="probe-${kind}">${this.#on[kind] ? value : ''}</span>
    </div>`;
  }

  /** Which of them are drawn. */
  get #on() {
    return chosen(this.#host, 'probe');
  }

  #box(kind: Kind | 'field', label: TemplateResult | string): TemplateResult {
    const change = (on: boolean) => choose(this.#host, 'probe', { [kind]: on });
    return checkbox({ label, on: this.#on[kind], about: `probe-${kind}`, change });
  }

  /** The ground's arrow in the ground's words; what is the run's own in its colour. */
  #stroke(kind: Kind): Stroke {
    const { inks, theme, selected } = this.#host;
    if (kind === 'downhill') return gradientStroke(inks);
    const { color } = inkOfRun(this.#host.slot(selected), theme);
    return kind === 'step' ? { color, width: 3.5, dash: [] } : { color, width: 2.5, dash: [6, 3] };
  }

  #field(scales: Scales): Slopes | undefined {
    const lattice = latticeOf(scales);
    if (!lattice) return undefined;
    return this.#slopes.of(`${JSON.stringify(lattice)} ${surfaceKey(this.#host)}`, async () =>
      answered(
        await this.#host.tell('slopes', Float64Array.from(lattice.domain), lattice.columns, lattice.rows),
        (values) => slopesOf(lattice, values),
      ),
    );
  }

  #look(): Ball | undefined {
    const { finished, selected, step } = this.#host;
    const { downhill, carried, step: stepping } = this.#on;
    const at = pointOfRun(this.#host);
    const path = finished?.runs[selected]?.path;
    if (!(downhill || carried || stepping) || !at || !path) return undefined;
    const last = Math.min(step, path.length / 2 - 1);
    const key = `${[selected, last]} ${at} ${nameOf(finished?.runs)}`;
    return this.#ball.of(key, async () => {
      const probe = await this.#host.tell('probe', ...at);
      const moment = await this.#host.tell('moment', selected, last);
      return answered(probe, (here) => {
        const gradient = gradientOf(here);
        const state = 'ok' in moment ? moment.ok?.state : undefined;
        return {
          at,
          downhill: gradient && ([0 - gradient[0], 0 - gradient[1]] as const),
          carried: state && carriedOf(state, path, last),
          step: stepOf(path, last),
        };
      });
    });
  }
}
