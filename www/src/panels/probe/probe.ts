// The probe: what the surface is like at a point, which way is up, and what moves the ball.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { slider } from '../../controls/slider';
import { hidesEdge } from '../../document/locks';
import { format, shortened } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import { pointText } from '../../draw/picture';
import { niceStep, type Scales, tidy } from '../../draw/scales';
import { type Choosing, choose, chosen } from '../chosen';
import { Answer, type Host, type Panel } from '../panel';
import { asMean } from '../parts/mean';
import { Pace, Steady } from '../parts/pace';
import { shown } from '../parts/shown';
import { Arrows } from './around';
import { drawTipLabels } from './arrows';
import { answered, nameOf } from './asking';
import { bearing, degreesOf, hold, ring, slopeAlong, snapped, turned } from './dial';
import { Level } from './level';
import { drawDial, drawPoint, drawSlope } from './marks';
import { digits, type Formulas, gradientOf, type Named, numbers, type Seen } from './numbers';
import sheet from './probe.css?inline';
import { type Point, type Spot, spotOf } from './spot';
import { type ProbeWords, wordsOf } from './words';

export function open(host: Host): Panel {
  return new Probe(host);
}

/** A number that was typed and is none. */
interface Wrong {
  readonly field: string;
  readonly text: string;
}

class Probe implements Panel {
  #host: Host;
  #spot: Spot;
  #pace: Pace;
  #seen: Answer<Seen>;
  #formulas: Answer<Formulas | 'none'>;
  #steady: Steady<Seen>;
  #arrows: Arrows;
  #level: Level;
  /** What the mouse has hold of until it lets go. */
  #held: 'hand' | 'pin' | undefined;
  /** Where it has turned the hand of the dial. */
  #turned: number | undefined;
  #wrong: Wrong | undefined;
  #copied: 'copied' | 'uncopied' | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#spot = spotOf(host);
    this.#pace = new Pace(host);
    this.#seen = new Answer(this.#pace);
    this.#formulas = new Answer(this.#pace);
    this.#steady = new Steady(this.#pace);
    this.#arrows = new Arrows(host, this.#pace);
    this.#level = new Level(host, this.#pace);
  }

  render(): TemplateResult {
    const words = wordsOf(this.#host.words.tag);
    const [seen, formulas] = [this.#steady.of(this.#look()), this.#tellFormulas()];
    this.#spot.reach = this.#dial ? ring + hold : 0;
    // all at once: what came later would push away what is under the hand
    if (!seen || !formulas) return html``;
    return html`<style>${sheet}</style>
      ${this.#place(seen, words)}
      ${numbers(seen, formulas === 'none' ? undefined : this.#said(formulas), this.#runs, words)}
      ${this.#copying(seen, words)}
      ${this.#turning(seen, words)}
      ${this.#arrows.render(words)}`;
  }

  under(ctx: CanvasRenderingContext2D, scales: Scales): void {
    this.#arrows.under(ctx, scales);
    const seen = this.#look();
    if (seen?.value != null) this.#level.draw(ctx, seen.value, scales);
  }

  over(ctx: CanvasRenderingContext2D, scales: Scales): void {
    this.#pace.drawn();
    this.#drag(scales);
    const { inks } = this.#host;
    const [seen, { rest, pinned }] = [this.#look(), this.#spot];
    const resting = rest !== undefined && seen?.at[0] === rest[0] && seen.at[1] === rest[1];
    const labels = this.#dial && rest ? drawDial(ctx, rest, this.#degrees, !resting, scales, inks) : [];
    const gradient = gradientOf(seen);
    if (seen && gradient) labels.push(...drawSlope(ctx, seen.at, gradient, this.#arrows.full(scales), scales, inks));
    if (seen && (pinned || !resting)) drawPoint(ctx, seen.at, scales, inks);
    labels.push(...this.#arrows.over(ctx, scales));
    drawTipLabels(ctx, labels, scales, inks);
  }

  press(at: Point): boolean {
    const [{ scales, pointer }, { rest }] = [this.#host, this.#spot];
    if (!scales) return false;
    const far = rest ? Math.hypot(at[0] - rest[0], at[1] - rest[1]) / scales.unit : Number.POSITIVE_INFINITY;
    const hand = this.#dial && Math.abs(far - ring) <= hold;
    if (!hand && !this.#spot.pinned) return false;
    if (hand) this.#point(at);
    else this.#spot.held = this.#snapped(at, scales);
    // a finger has let go already
    if (!pointer) this.#release();
    else {
      this.#held = hand ? 'hand' : 'pin';
      addEventListener('pointerup', this.#release, { once: true });
      addEventListener('pointercancel', this.#release, { once: true });
    }
    this.#host.update();
    return true;
  }

  close(): void {
    this.#release();
    this.#pace.stop();
    this.#spot.reach = 0;
  }

  get #dial(): boolean {
    return chosen(this.#host, 'probe').dial;
  }

  /** Where u points. */
  get #degrees(): number {
    return this.#turned ?? chosen(this.#host, 'probe').angle;
  }

  /** What the hand has done is chosen when it lets go. */
  #release = () => {
    const [at, angle] = [this.#spot.held, this.#turned];
    [this.#held, this.#spot.held, this.#turned] = [undefined, undefined, undefined];
    if (at || angle !== undefined) this.#choose({ ...(at && { at: [...at] }), ...(angle !== undefined && { angle }) });
    removeEventListener('pointerup', this.#release);
    removeEventListener('pointercancel', this.#release);
  };

  #drag(scales: Scales): void {
    const { pointer } = this.#host;
    if (!pointer || !this.#held) return;
    if (this.#held === 'hand') this.#point(pointer);
    else this.#spot.held = this.#snapped(pointer, scales);
  }

  #choose(to: Choosing<'probe'>): void {
    choose(this.#host, 'probe', to);
  }

  /** The hand of the dial points there, or exactly along, against or across the gradient where that is near. */
  #point(at: Point): void {
    const { rest } = this.#spot;
    if (!rest) return;
    const seen = this.#look();
    const degrees = snapped(gradientOf(seen), degreesOf([at[0] - rest[0], at[1] - rest[1]]));
    this.#turned = turned(Number(degrees.toFixed(2)));
  }

  /** The nearest point of the plane with few digits. */
  #snapped([x, y]: Point, { unit, domain: [x0, x1, y0, y1] }: Scales): Point {
    const step = niceStep(unit) / 10;
    const snap = (value: number, low: number, high: number) =>
      tidy(Math.round(Math.max(low, Math.min(high, value)) / step) * step, step);
    return [snap(x, x0, x1), snap(y, y0, y1)];
  }

  get #runs(): Named[] {
    const { document, seen, names, theme } = this.#host;
    if (hidesEdge(document)) return [];
    return seen.map((run) => ({ run, name: names[run] ?? '', ink: inkOfRun(this.#host.slot(run), theme) }));
  }

  /** Names the document that the engine is asked about. */
  get #key(): string {
    return nameOf(this.#host.finished?.runs);
  }

  #look(): Seen | undefined {
    const at = this.#spot.now;
    if (!at) return undefined;
    return this.#seen.of(`${at} ${this.#key}`, async () =>
      answered(await this.#host.tell('probe', ...at), (probe) => ({ ...probe, at })),
    );
  }

  #tellFormulas(): Formulas | 'none' | undefined {
    return this.#formulas.of(this.#key, async () => {
      const told = await this.#host.tell('formulas');
      return 'ok' in told ? told : { ok: 'none' };
    });
  }

  /** As what they say of the surface. */
  #said({ f, gradient: [x, y] }: Formulas): Formulas {
    const { finished, words } = this.#host;
    const said = (one: Formulas['f']): Formulas['f'] =>
      finished ? { ...one, mathml: asMean(one.mathml, shown(finished), words.tag) } : one;
    return { f: said(f), gradient: [said(x), said(y)] };
  }

  /** Which point it is, and how it is moved. */
  #place(seen: Seen, words: ProbeWords): TemplateResult {
    const { pinned } = this.#spot;
    const choose = (value: string) => {
      const [{ scales }, { rest }] = [this.#host, this.#spot];
      this.#wrong = undefined;
      const at = value === 'pinned' && rest && scales ? this.#snapped(rest, scales) : undefined;
      this.#choose({ at: at && [...at] });
    };
    const options = [
      { value: 'run', text: words.follow(shortened(this.#host.names[this.#host.selected] ?? '', 24)) },
      { value: 'pinned', text: words.pinned },
    ];
    const help = matchMedia('(hover: none)').matches ? words.followHelp.touch : words.followHelp.mouse;
    return html`<div class="place">
        ${choice({ label: words.point, about: 'probe-point', value: pinned ? 'pinned' : 'run', options, change: choose })}
        <b class="at" data-help="probe-at">${pointText(...seen.at)}</b>
      </div>
      <p class="note">${pinned ? words.pinnedHelp : help}</p>
      ${pinned ? [this.#axis(0, pinned, words), this.#axis(1, pinned, words)] : nothing}`;
  }

  /** A slider for one coordinate of the pinned point. */
  #axis(axis: 0 | 1, pinned: Point, words: ProbeWords): TemplateResult {
    const domain = this.#host.domain ?? [-1, 1, -1, 1];
    const name = axis === 0 ? 'x' : 'y';
    const set = (value: number) => {
      this.#choose({ at: axis === 0 ? [value, pinned[1]] : [pinned[0], value] });
    };
    const range = { low: domain[2 * axis] ?? 0, high: domain[2 * axis + 1] ?? 0 };
    return this.#number(name, name, pinned[axis], range, set, words);
  }

  #number(
    field: string,
    label: string,
    value: number,
    range: { readonly low: number; readonly high: number },
    set: (value: number) => void,
    words: ProbeWords,
  ): TemplateResult {
    const text = this.#wrong?.field === field ? this.#wrong.text : undefined;
    const note = (wrong: Wrong | undefined) => {
      this.#wrong = wrong;
      this.#host.update();
    };
    return slider({
      id: `probe-${field}`,
      label,
      fieldLabel: words.value(label),
      value,
      range: { kind: 'linear', ...range },
      wrong: text === undefined ? undefined : { text, why: this.#host.words.runs.notANumber(shortened(text, 24)) },
      change: (next) => {
        set(next);
        note(undefined);
      },
      refuse: (typed) => note({ field, text: typed }),
    });
  }

  /** The dial's slider, the slope that it finds as a number and as a bar, and what that is of all slopes. */
  #turning(seen: Seen, words: ProbeWords): TemplateResult {
    const gradient = gradientOf(seen);
    const size = gradient ? Math.hypot(...gradient) : 0;
    const slope = gradient ? slopeAlong(gradient, this.#degrees) : Number.NaN;
    const share = size > 0 ? slope / size : 0;
    return html`<div class="dial">
      ${checkbox({ label: words.dial, on: this.#dial, about: 'probe-dial', change: (dial) => this.#choose({ dial }) })}
      ${
        this.#dial
          ? html`${this.#number(
              'angle',
              words.angle,
              Number(this.#degrees.toFixed(2)),
              { low: 0, high: 360 },
              (degrees) => this.#choose({ angle: turned(degrees) }),
              words,
            )}
            <div class="slope" data-help="probe-slope">
              <math><mrow><mi mathvariant="normal">∇</mi><mi>f</mi><mo>·</mo><mi>u</mi></mrow></math>
              <span class="bar" role="img" aria-label=${words.barely(slope, size)}
                ><span style="left: ${50 + 50 * Math.min(0, share)}%; width: ${50 * Math.abs(share)}%"></span></span>
              <b>${format(slope, 4)}</b>
            </div>
            ${gradient ? html`<p class="note bearing" data-help="probe-slope">${words.bearing[bearing(gradient, this.#degrees)]}</p>` : nothing}`
          : nothing
      }
    </div>`;
  }

  #copying(seen: Seen, words: ProbeWords): TemplateResult {
    const gradient = gradientOf(seen);
    const more: [string, number][] =
      this.#dial && gradient
        ? [
            ['u°', this.#degrees],
            ['∇f·u', slopeAlong(gradient, this.#degrees)],
          ]
        : [];
    const all = () => digits(seen, this.#runs, more, words);
    const copy = async () => {
      this.#copied = await navigator.clipboard.writeText(all()).then(
        () => 'copied' as const,
        () => 'uncopied' as const,
      );
      this.#host.update();
    };
    return html`<div class="copying">
        <button class="word" type="button" data-help="probe-copy" @click=${copy}>${words.copy}</button>
        <span role="status">${this.#copied ? words[this.#copied] : ''}</span>
      </div>
      ${
        this.#copied === 'uncopied'
          ? html`<textarea readonly rows="6" data-help="probe-copy" aria-label=${words.digits} .value=${all()}></textarea>`
          : nothing
      }`;
  }
}
