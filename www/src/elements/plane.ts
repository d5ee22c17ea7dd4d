// The plane on the page: two canvases, kept crisp and in size; asks for the heights it needs and draws by calling draw/.

import type { Margin } from '../draw/axes';
import { drawColourBar } from '../draw/colourbar';
import { traceContours } from '../draw/contours';
import { shadesOf } from '../draw/field';
import { type Grid, gridOf } from '../draw/grid';
import { type Inks, inkOfRun, inks as inksOf, type Theme } from '../draw/inks';
import { type Heights, heights, levels } from '../draw/levels';
import { drawGround, drawScene, type Later, type Layers, type Relief, type Scene } from '../draw/picture';
import { type Box, type Domain, fitDomain, inside, type Scales, scales } from '../draw/scales';
import { turn } from '../engine/turn';
import { type AskField, Survey } from './survey';

export interface PlaneData {
  /** Names the surface: the same key, the same heights. */
  readonly surface: string;
  readonly domain: Domain;
  readonly minima: Float64Array;
  readonly start: readonly [number, number];
  readonly runs: readonly {
    readonly name: string;
    readonly path: Float64Array;
    readonly hidden: boolean;
    /** Which of the looks it has. */
    readonly slot: number;
  }[];
  readonly selected: number;
}

export interface Parts {
  readonly frame: HTMLElement;
  readonly ground: HTMLCanvasElement;
  readonly scene: HTMLCanvasElement;
  readonly bar: HTMLCanvasElement;
  readonly handle: HTMLElement;
}

/** Heights that have come, with their lines; their shades are those of a theme. */
interface Surveyed {
  readonly grid: Grid;
  readonly values: Float64Array;
  readonly contours: Relief['contours'];
  shades?: OffscreenCanvas;
  theme?: Theme;
}

/** CSS pixels a cell of the field: fine enough for smooth lines, a small part of the work, and never too many cells. */
const cellOf = ({ width, height }: Box) => Math.max(width < 500 ? 1.5 : 2.5, Math.sqrt((width * height) / mostCells));
const mostCells = 300_000;
/** Room for numbers left of and under the picture; without it they stand inside. */
const gutter = { left: 40, bottom: 24 };

export class Plane {
  theme: Theme = 'light';
  words: Scene['words'] = { start: '', minimum: '', exit: String };
  /** Whether each axis has a scale of its own, and the part that is asked for fills the picture. */
  stretched = false;
  /** Once it is fetched. */
  later: Later | undefined;
  /** Where the numbers of the axes stand, in a picture of this width. */
  margin: Margin = 'outside';
  /** Hears when something has been drawn. */
  drawn = () => {};

  readonly parts: Parts;
  readonly survey: Survey;
  #layers: Layers;
  #changed: () => void;
  #data: PlaneData | undefined;
  #scales: Scales | undefined;
  #groundScales: Scales | undefined;
  #sceneScales: Scales | undefined;
  #heights: Heights | undefined;
  #isFine = false;
  #surveyed: Surveyed | undefined;
  /** Where a hand has moved the picture, until the document says so too. */
  #looked: Domain | undefined;
  #held = false;
  #asked = '';
  #step = 0;
  #moving = false;
  #end = new AbortController();
  /** The frame's, in CSS pixels: asked for while things move, the page would be laid out once more. */
  #size = { width: 0, height: 0 };
  #observer = new ResizeObserver(() => void this.#trace());

  /** `changed` hears when a new part of the surface is shown. */
  constructor(parts: Parts, ask: AskField, layers: Layers, changed: () => void) {
    this.parts = parts;
    this.survey = new Survey(ask);
    this.#layers = layers;
    this.#changed = changed;
    this.#observer.observe(parts.frame);
    this.#watch();
  }

  stop(): void {
    this.#observer.disconnect();
    this.#end.abort();
  }

  /** What is shown now, once there is a picture. */
  get scales(): Scales | undefined {
    return this.#scales;
  }

  get inks(): Inks {
    return inksOf[this.theme];
  }

  /** What can be told of them: coarse ones are only seen. */
  get heights(): Heights | undefined {
    return this.#isFine ? this.#heights : undefined;
  }

  show(data: PlaneData): void {
    const { surface, domain } = this.#data ?? {};
    if (!this.#held && data.domain.some((edge, k) => edge !== domain?.[k])) this.#looked = undefined;
    if (data.surface !== surface) this.survey.forget();
    this.#data = data;
    void this.#trace();
  }

  /** What the two canvases show, while a hand holds them. */
  get drawnScales(): { readonly ground: Scales | undefined; readonly scene: Scales | undefined } {
    return { ground: this.#groundScales, scene: this.#sceneScales };
  }

  /** How much there is to draw. */
  get points(): number {
    return (this.#data?.runs ?? []).reduce((sum, { path }) => sum + path.length / 2, 0);
  }

  /** A hand moves the picture: this is shown now, by whoever moves it. */
  hold(domain: Domain): void {
    this.#held = true;
    this.#asked = '';
    this.#scales = scales(domain, this.#box);
  }

  /** Shows this part of the plane, finely, until the document names another; undefined for the document's. */
  look(domain: Domain | undefined): void {
    this.#held = false;
    this.#looked = domain;
    void this.#trace();
  }

  /** Draws everything anew: colours or words have changed. */
  redraw(): void {
    this.#drawGround();
    this.redrawScene();
  }

  redrawScene(): void {
    this.drawStep(this.#step);
  }

  drawStep(step: number, moving = this.#moving): void {
    this.#step = step;
    this.#moving = moving;
    const [of, data, to] = [this.scene, this.#data, this.#scales];
    if (!of || !data || !to) return;
    const { scene, handle } = this.parts;
    drawScene(this.#context(scene), of, this.later);
    this.#sceneScales = to;
    // a start outside the picture has nothing to take hold of, and must not make the page wide
    handle.hidden = !inside(to.domain, ...data.start);
    if (!handle.hidden) handle.style.translate = `${to.x(data.start[0])}px ${to.y(data.start[1])}px`;
    this.drawn();
  }

  /** What is drawn over the ground. */
  get scene(): Scene | undefined {
    const [data, to] = [this.#data, this.#scales];
    if (!data || !to) return undefined;
    const runs = data.runs.map((run) => ({ ...run, ink: inkOfRun(run.slot, this.theme) }));
    const [selected] = runs.splice(data.selected, 1);
    if (selected) runs.push(selected);
    return {
      scales: to,
      contours: this.#surveyed?.contours ?? [],
      minima: data.minima,
      start: data.start,
      runs: runs.filter(({ hidden }) => !hidden),
      step: this.#step,
      moving: this.#moving,
      inks: this.inks,
      margin: this.margin,
      words: this.words,
      ...this.#layers,
    };
  }

  /** The ground itself. */
  get relief(): Relief | undefined {
    const [of, shown] = [this.#surveyed, this.#heights];
    if (of && shown && of.theme !== this.theme) {
      [of.shades, of.theme] = [shadesOf(of.values, of.grid, shown, this.inks), this.theme];
    }
    return of && { domain: of.grid.domain, shades: of.shades, contours: of.contours };
  }

  /** The picture's rectangle in the canvas. */
  get #box(): Box {
    const { width, height } = this.#size;
    if (this.margin === 'inside') return { left: 0, top: 0, width, height };
    return { left: gutter.left, top: 0, width: width - gutter.left, height: height - gutter.bottom };
  }

  /** Another screen, or the page made larger: as many pixels as there are now. */
  #watch(): void {
    const again = () => {
      this.redraw();
      this.#watch();
    };
    const { signal } = this.#end;
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', again, { once: true, signal });
  }

  /** The fine heights, with a ramp and levels of their own. */
  async #trace(): Promise<void> {
    const { frame } = this.parts;
    this.#size = { width: frame.clientWidth, height: frame.clientHeight };
    const inside = getComputedStyle(frame).getPropertyValue('--axes').trim() === 'inside';
    this.margin = inside ? 'inside' : 'outside';
    const [data, box] = [this.#data, this.#box];
    if (!data || this.#held || box.width < 40 || box.height < 40) return;
    const wanted = this.#looked ?? data.domain;
    const domain = this.stretched ? wanted : fitDomain(wanted, box);
    const key = JSON.stringify([data.surface, domain, box]);
    if (key === this.#asked) return;
    this.#asked = key;
    const wants = () => key === this.#asked;
    // between its pieces the page is heard
    const show = async (grid: Grid, values: Float64Array, isFine = false) => {
      const shown = heights(values);
      const contours = traceContours(values, grid, shown ? levels(shown) : []);
      await turn();
      if (!wants()) return;
      [this.#heights, this.#isFine] = [shown, isFine];
      [this.#scales, this.#surveyed] = [scales(domain, box), { grid, values, contours }];
      this.redraw();
      await turn();
      if (wants()) this.#changed();
    };
    const grid = gridOf(domain, box, cellOf(box));
    const values = await this.survey.heights(grid, wants, show);
    if (values) await show(grid, values, true);
  }

  #drawGround(): void {
    const { inks, margin, relief } = this;
    const [to, shown] = [this.#scales, this.#heights];
    if (!to || !relief) return;
    const { ground, bar } = this.parts;
    const { clientWidth: width, clientHeight: height } = bar;
    if (shown) drawColourBar(this.#context(bar, { width, height }), width, height, shown, levels(shown), inks);
    drawGround(this.#context(ground), { scales: to, relief, inks, margin });
    this.#groundScales = to;
  }

  /** The canvas's context, cleared, in CSS pixels; the frame's size, unless it is another, and one of its pixels is one of the screen's. */
  #context(canvas: HTMLCanvasElement, size = this.#size): CanvasRenderingContext2D {
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    if (size === this.#size) [canvas.style.width, canvas.style.height] = [`${width / ratio}px`, `${height / ratio}px`];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    return context;
  }
}
