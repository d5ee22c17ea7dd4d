// A pad to draw on, by mouse, finger, pen or keys; what is drawn becomes a picture that the network is asked about.

import { html, type TemplateResult } from 'lit';
import { format } from '../../draw/format';
import { Answer, type Host, type Learner } from '../panel';
import { drawn, paper } from '../parts/drawn';
import { kindOf } from './asking';
import { inked, type Size } from './picture';
import { className, isShare, saidOf, shares } from './said';
import { percent } from './samples';
import { mannerOf, type Point, type Stroke, small } from './scale';
import { imagesWords } from './words';

/** The pen, as a share of the pad. */
const pen = 0.075;
/** How far a key moves it, and with Shift. */
const [step, fine] = [1 / 24, 1 / 96];
const keys: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** As many classes as can be read side by side. */
const mostBars = 10;

export class Pad {
  #host: Host;
  #said: Answer<Float32Array>;
  #strokes: Stroke[] = [];
  /** Counts what was drawn. */
  #version = 0;
  #pointer: number | undefined;
  /** Where keys have brought the pen, and whether it writes. */
  #at: Point = [0.5, 0.3];
  #writes = false;
  #keyed = false;
  #small: { readonly key: string; readonly pixels: Float32Array } | undefined;
  /** What it was called when the pen was lifted. */
  #told = '';

  constructor(host: Host) {
    this.#host = host;
    this.#said = new Answer(host);
  }

  render(learner: Learner, size: Size): TemplateResult {
    const words = imagesWords[this.#host.words.tag];
    const pixels = this.#pixels(size);
    const said = this.#said.of(`${learner.key} ${this.#version}`, () => learner.ask('think', pixels, learner.epoch));
    const outputs = said?.subarray(said.length - (learner.lesson.layers.at(-1)?.units ?? 1));
    const empty = this.#strokes.length === 0;
    const button = (text: string, about: string, press: () => void) =>
      html`<button class="word" type="button" data-help=${about} ?disabled=${empty} @click=${press}>${text}</button>`;
    return html`<div class="pad">
      <div class="sheet-of-paper" data-help="images-pad">
        <canvas
          class="drawing" tabindex="0" role="application" aria-label=${words.pad} aria-describedby="pad-keys"
          ${drawn((canvas) => this.#draw(canvas))}
          @pointerdown=${(event: PointerEvent) => this.#down(event)}
          @pointermove=${(event: PointerEvent) => this.#move(event)}
          @pointerup=${(event: PointerEvent) => this.#up(event)}
          @pointercancel=${(event: PointerEvent) => this.#up(event)}
          @keydown=${(event: KeyboardEvent) => this.#key(event)}
          @blur=${() => this.#rest()}
        ></canvas>
        ${empty ? html`<span class="hint" aria-hidden="true">${words.draw}</span>` : ''}
      </div>
      <div class="seen" data-help="images-seen">
        <span>${words.sees(size)}</span>
        <canvas role="img" style="aspect-ratio: ${size[1]} / ${size[0]}" aria-label=${words.sees(size)} ${drawn((canvas) => inked(canvas, pixels, size, this.#host.inks))}></canvas>
      </div>
      <div class="pad-buttons">
        ${button(words.undo, 'images-undo', () => this.#take(this.#strokes.slice(0, -1)))}
        ${button(words.clear, 'images-clear', () => this.#take([]))}
      </div>
      ${this.#bars(learner, empty ? undefined : outputs)}
    </div>
    <p class="note" id="pad-keys">${words.keys}</p>
    <p class="unseen" role="status">${this.#told}</p>`;
  }

  #bars(learner: Learner, outputs: Float32Array | undefined): TemplateResult {
    const words = imagesWords[this.#host.words.tag];
    const { lesson } = learner;
    const count = lesson.classes ?? 0;
    const all = outputs ? shares(outputs, lesson) : Array.from({ length: count }, () => undefined);
    const order = [...all.keys()];
    // of many classes, those that it gives most to
    const seen = count > mostBars ? order.sort((a, b) => (all[b] ?? 0) - (all[a] ?? 0)).slice(0, mostBars) : order;
    const best = outputs && saidOf(outputs, lesson).class;
    const text = (share: number | undefined) =>
      share === undefined ? '–' : isShare(lesson) ? percent(share) : format(share, 2);
    return html`<ul class="bars" aria-label=${isShare(lesson) ? words.bars : words.values} data-help="images-bars">
      ${seen.map((k) => {
        const share = all[k];
        return html`<li class=${k === best ? 'best' : ''}>
          <span class="class">${className(lesson, k)}</span>
          <span class="length" aria-hidden="true" style="--share: ${Math.max(0, Math.min(1, share ?? 0))}"></span>
          <span class="share">${text(share)}</span>
        </li>`;
      })}
    </ul>`;
  }

  #pixels(size: Size): Float32Array {
    const kind = kindOf(this.#host);
    const key = `${this.#version} ${size} ${kind}`;
    if (this.#small?.key !== key) this.#small = { key, pixels: small(this.#strokes, size, mannerOf(kind)) };
    return this.#small.pixels;
  }

  #take(strokes: Stroke[]): void {
    this.#strokes = strokes;
    this.#version += 1;
    this.#host.update();
  }

  /** The last stroke goes on. */
  #on(points: readonly Point[]): void {
    this.#take([...this.#strokes.slice(0, -1), [...(this.#strokes.at(-1) ?? []), ...points]]);
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || this.#pointer !== undefined) return;
    this.#rest();
    this.#pointer = event.pointerId;
    (event.target as Element).setPointerCapture(event.pointerId);
    this.#take([...this.#strokes, [place(event)]]);
  }

  #move(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    this.#on((all.length > 0 ? all : [event]).map((one) => place(one, event)));
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = undefined;
    void this.#tell();
  }

  #key(event: KeyboardEvent): void {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    const arrow = keys[key];
    if (arrow) {
      const by = shiftKey ? fine : step;
      this.#at = [within(this.#at[0] + by * arrow[0]), within(this.#at[1] + by * arrow[1])];
      if (this.#writes) this.#on([this.#at]);
    } else if (key === ' ') {
      this.#writes = !this.#writes;
      if (this.#writes) this.#take([...this.#strokes, [this.#at]]);
      else void this.#tell();
    } else if (key === 'Backspace') {
      this.#writes = false;
      this.#take(this.#strokes.slice(0, -1));
    } else return;
    this.#keyed = true;
    event.preventDefault();
    event.stopPropagation();
    this.#host.update();
  }

  #rest(): void {
    [this.#writes, this.#keyed] = [false, false];
    this.#host.update();
  }

  /** Says what it is taken for, to those who listen. */
  async #tell(): Promise<void> {
    const { learner } = this.#host;
    const size = learner?.lesson.image;
    if (!learner || !size) return;
    const said = await learner.ask('think', this.#pixels(size), learner.epoch);
    if (!('ok' in said) || !said.ok) return;
    const { lesson } = learner;
    const best = saidOf(said.ok.subarray(said.ok.length - (lesson.layers.at(-1)?.units ?? 1)), lesson);
    const words = imagesWords[this.#host.words.tag];
    this.#told = words.told(className(lesson, best.class), isShare(lesson) ? percent(best.sure) : undefined);
    this.#host.update();
  }

  #draw(canvas: HTMLCanvasElement): void {
    const sheet = paper(canvas);
    if (!sheet) return;
    const { ctx, width } = sheet;
    const { inks } = this.#host;
    ctx.strokeStyle = inks.text;
    ctx.lineWidth = pen * width;
    [ctx.lineCap, ctx.lineJoin] = ['round', 'round'];
    for (const stroke of this.#strokes) {
      ctx.beginPath();
      for (const [k, [x, y]] of stroke.entries()) ctx[k === 0 ? 'moveTo' : 'lineTo'](x * width, y * width);
      const [x = 0, y = 0] = stroke[0] ?? [];
      // a point is a line too
      if (stroke.length === 1) ctx.lineTo(x * width + 0.01, y * width);
      ctx.stroke();
    }
    if (!this.#keyed) return;
    const [x, y] = this.#at;
    ctx.beginPath();
    ctx.arc(x * width, y * width, (pen * width) / 2 + 2, 0, 2 * Math.PI);
    [ctx.lineWidth, ctx.strokeStyle] = [2, this.#writes ? (inks.runs[0] ?? '') : inks.edge];
    ctx.stroke();
  }
}

/** Within the pad, from 0 to 1; the canvas is a square. */
function place(event: PointerEvent, on: PointerEvent = event): Point {
  const { left, top, width } = (on.target as Element).getBoundingClientRect();
  return [within((event.clientX - left) / width), within((event.clientY - top) / width)];
}

function within(share: number): number {
  return Math.max(0, Math.min(1, share));
}
