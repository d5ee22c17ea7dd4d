// The picture that is turned: two canvases over each other, one for the graphics card and one for what is flat. Drawn
// only when something has changed and somebody can see it.

import { drawMarks, type Marked } from './marks';
import { orbit } from './orbit';
import type { Room } from './relief';
import type { Scene, Stage } from './stage';
import { between, moved, type Sight, sight, type View, views } from './view';

/** What is to be drawn, seen from somewhere. Nothing is drawn again while `parts` are the same. */
export interface Shown {
  readonly parts: readonly unknown[];
  readonly room: Room;
  readonly scene: (sight: Sight) => Scene;
  readonly marked: (sight: Sight) => Marked;
}

/** Missing: there is no WebGL. Lost: the browser took it back. Unloaded: the module did not come. */
export type State = 'coming' | 'there' | 'missing' | 'lost' | 'unloaded';

/** Room around the sheet for numbers and names, in pixels; sideways less where there is little. */
const margin = { side: 44, top: 32, bottom: 46 } as const;
const narrow = 420;
const turningMs = 260;
/** A hand that has not turned it for so long has let go. */
const restMs = 300;
/** Sharper than this no eye sees, and every pixel costs. */
const finest = 3;
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export class Picture {
  readonly frame = document.createElement('div');
  state: State = 'coming';
  view: View = views.rest;

  #look: () => Shown | undefined;
  #changed: () => void;
  #rested: (view: View) => void;
  #listening = new AbortController();
  #flat = document.createElement('canvas');
  #solid: HTMLCanvasElement | undefined;
  #stage: Stage | undefined;
  #drawn: readonly unknown[] = [];
  #frame = 0;
  #turning = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #visible = true;
  #sizes = new ResizeObserver(() => this.draw());
  #sights = new IntersectionObserver(
    ([entry]) => {
      this.#visible = entry?.isIntersecting ?? true;
      this.draw();
    },
    { rootMargin: '200px' },
  );

  /** `changed` hears when the state or the view is another, `rested` of a view that a hand has left. */
  constructor(look: () => Shown | undefined, changed: () => void, rested: (view: View) => void) {
    this.#look = look;
    this.#changed = changed;
    this.#rested = rested;
    this.frame.className = 'room';
    this.frame.tabIndex = 0;
    this.frame.append(this.#flat);
    const { signal } = this.#listening;
    const to = {
      move: (by: Partial<View>) => this.#go(moved(this.view, by)),
      rest: () => this.turn(views.rest),
      woken: (awake: boolean) => this.frame.toggleAttribute('data-awake', awake),
    };
    orbit(this.frame, to, signal);
    this.#sizes.observe(this.frame);
    this.#sights.observe(this.frame);
    this.#heedRatio();
    void this.begin();
  }

  /** Takes a context and fetches what draws with it. Also once it was lost. */
  async begin(): Promise<void> {
    this.#leave();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('webgl2', { antialias: true, powerPreference: 'low-power' });
    if (!context) return this.#become('missing');
    this.#solid = canvas;
    this.#become('coming');
    try {
      const { Stage } = await import('./stage');
      if (this.#solid !== canvas) return;
      this.#stage = new Stage(canvas, context);
    } catch {
      if (this.#solid === canvas) this.#become('unloaded');
      return;
    }
    canvas.addEventListener('webglcontextlost', () => {
      if (this.#solid !== canvas) return;
      this.#leave();
      this.#become('lost');
    });
    this.frame.prepend(canvas);
    this.#become('there');
    this.draw();
  }

  /** Draws with the next frame, should anything have changed. */
  draw(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
    });
  }

  /** Goes to another view: the eye is led there, unless it wants no motion. */
  turn(to: View): void {
    cancelAnimationFrame(this.#turning);
    clearTimeout(this.#resting);
    if (stillness.matches) {
      this.#go(to);
      return;
    }
    const [from, began] = [this.view, performance.now()];
    const tick = (now: number) => {
      const part = Math.max(0, Math.min(1, (now - began) / turningMs));
      this.#move(part < 1 ? between(from, to, part * part * (3 - 2 * part)) : to);
      if (part < 1) this.#turning = requestAnimationFrame(tick);
      else this.#rested(to);
    };
    this.#turning = requestAnimationFrame(tick);
  }

  stop(): void {
    this.#listening.abort();
    this.#sizes.disconnect();
    this.#sights.disconnect();
    cancelAnimationFrame(this.#frame);
    cancelAnimationFrame(this.#turning);
    clearTimeout(this.#resting);
    this.#leave();
  }

  /** Shows a view at once, and tells nobody. */
  show(view: View): void {
    cancelAnimationFrame(this.#turning);
    clearTimeout(this.#resting);
    this.view = view;
    this.draw();
  }

  #go(view: View): void {
    cancelAnimationFrame(this.#turning);
    this.#move(view);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#rested(this.view), restMs);
  }

  #move(view: View): void {
    this.view = view;
    this.draw();
    this.#changed();
  }

  #become(state: State): void {
    this.state = state;
    this.#changed();
  }

  #leave(): void {
    const [stage, canvas] = [this.#stage, this.#solid];
    this.#stage = undefined;
    this.#solid = undefined;
    this.#drawn = [];
    canvas?.remove();
    stage?.stop();
  }

  #render(): void {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const [stage, shown] = [this.#stage, this.#look()];
    if (!stage || !shown || !this.#visible || width < 40 || height < 40) return;
    const ratio = Math.min(finest, devicePixelRatio);
    const parts = [...shown.parts, this.view, width, height, ratio];
    if (parts.length === this.#drawn.length && parts.every((part, k) => part === this.#drawn[k])) return;
    this.#drawn = parts;
    const side = width < narrow ? margin.side * 0.75 : margin.side;
    const box = {
      left: side,
      top: margin.top,
      width: width - 2 * side,
      height: height - margin.top - margin.bottom,
    };
    const seen = sight(this.view, shown.room, box);
    stage.draw(shown.scene(seen), seen, { width, height, ratio });
    const ctx = this.#context(width, height, ratio);
    if (ctx) drawMarks(ctx, shown.marked(seen), width, height);
  }

  /** The flat canvas, cleared, in CSS pixels. */
  #context(width: number, height: number, ratio: number): CanvasRenderingContext2D | null {
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#flat.width !== across) this.#flat.width = across;
    if (this.#flat.height !== down) this.#flat.height = down;
    const ctx = this.#flat.getContext('2d');
    ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx?.clearRect(0, 0, width, height);
    return ctx;
  }

  /** A window that moves to another screen keeps its size. */
  #heedRatio(): void {
    const { signal } = this.#listening;
    const heed = () => {
      this.draw();
      this.#heedRatio();
    };
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', heed, { once: true, signal });
  }
}
