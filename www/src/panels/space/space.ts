// The 3-D view: the surface as a sheet with the paths on it, and what is to be seen of it.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { inkOfRun } from '../../draw/inks';
import type { Ramp } from '../../draw/levels';
import { inside } from '../../draw/scales';
import { type Chosen, choose, chosen } from '../chosen';
import type { Host, Panel } from '../panel';
import { axes } from './frame';
import { Heightfield, type Standing } from './heightfield';
import type { Ball } from './marks';
import { Picture, type Shown } from './picture';
import sheet from './space.css?inline';
import type { Scene } from './stage';
import { tileAt } from './tile';
import { type View, views } from './view';
import { type SpaceWords, words } from './words';

export function open(host: Host): Panel {
  return new Space(host);
}

type Look = keyof typeof views;
const looks = Object.keys(views) as Look[];

class Space implements Panel {
  #host: Host;
  #heightfield: Heightfield;
  #picture: Picture;
  /** The view that the document and the picture have agreed on. */
  #kept: View = views.rest;

  constructor(host: Host) {
    this.#host = host;
    this.#heightfield = new Heightfield(host);
    this.#picture = new Picture(
      () => this.#shown(),
      () => host.update(),
      (view) => this.#keep(view),
    );
  }

  render(): TemplateResult {
    const { tag } = this.#host.words;
    this.#heed();
    const own = words[tag];
    this.#picture.draw();
    const { state } = this.#picture;
    return html`<style>${sheet}</style>
      ${state === 'coming' || state === 'there' ? this.#turnable(own) : this.#message(own[state], state !== 'missing', own)}`;
  }

  /** The plane is drawn: the picture follows. */
  over(): void {
    this.#picture.draw();
  }

  close(): void {
    this.#picture.stop();
  }

  get #chosen(): Chosen<'space'> {
    return chosen(this.#host, 'space');
  }

  get #ramp(): Ramp | undefined {
    const { log } = this.#chosen;
    return log === undefined ? undefined : log ? 'log' : 'linear';
  }

  /** A view that has come to rest. */
  #keep({ turn, tilt, zoom }: View): void {
    this.#kept = { turn: rounded(turn, 10), tilt: rounded(tilt, 10), zoom: rounded(zoom, 100) };
    choose(this.#host, 'space', this.#kept);
  }

  /** What the document says anew is shown. */
  #heed(): void {
    const { turn, tilt, zoom } = this.#chosen;
    if (turn === this.#kept.turn && tilt === this.#kept.tilt && zoom === this.#kept.zoom) return;
    this.#kept = { turn, tilt, zoom };
    this.#picture.show(this.#kept);
  }

  #turnable(own: SpaceWords): TemplateResult {
    const { frame, view } = this.#picture;
    frame.setAttribute('role', 'application');
    frame.setAttribute('aria-roledescription', own.kind);
    frame.setAttribute('aria-label', own.name);
    frame.setAttribute('aria-describedby', 'space-seen space-help');
    frame.dataset.help = 'space';
    const zoom = Number(view.zoom.toPrecision(2));
    return html`<div class="stand">${frame}<span class="tap" aria-hidden="true">${own.tap}</span></div>
      <span class="unseen" id="space-seen">${own.seen(Math.round(view.turn), Math.round(view.tilt), zoom)}</span>
      <span class="unseen" id="space-help">${own.help}</span>
      <div class="row">
        <span class="looks">
          ${looks.map(
            (look) => html`<button
              type="button" class="quiet" data-help="space-${look}" @click=${() => this.#picture.turn(views[look])}
            >${own.looks[look]}</button>`,
          )}
        </span>
        ${this.#check('tile', own.tile)} ${this.#check('cuts', own.cuts)}
        ${this.#scale(own)}
      </div>`;
  }

  #check(what: 'tile' | 'cuts', label: string): TemplateResult {
    const change = (on: boolean) => choose(this.#host, 'space', { [what]: on });
    return checkbox({ label, on: this.#chosen[what], about: `space-${what}`, change });
  }

  #scale(own: SpaceWords): TemplateResult | typeof nothing {
    const { words: all, heights } = this.#host;
    if (!heights) return nothing;
    const options = (['log', 'linear'] as const).map((ramp) => ({ value: ramp, text: all.plane.ramp[ramp] }));
    const change = (value: string) => choose(this.#host, 'space', { log: value === 'log' });
    return choice({ label: own.height, about: 'space-height', value: this.#ramp ?? heights.ramp, options, change });
  }

  #message(text: string, again: boolean, own: SpaceWords): TemplateResult {
    return html`<div class="message" role="status">
      <p>${text}</p>
      ${again ? html`<button type="button" class="word" data-help="space-again" @click=${() => void this.#picture.begin()}>${own.again}</button>` : nothing}
    </div>`;
  }

  #shown(): Shown | undefined {
    const { finished, step, selected, seen, inks, theme, pointer, names, words: all } = this.#host;
    const ground = this.#heightfield.ground(this.#ramp);
    if (!ground || !finished) return undefined;
    const { relief, room, heights } = ground;
    const runs = finished.runs.map(({ path }, k) => ({
      path,
      ink: inkOfRun(this.#host.slot(k), theme),
      hidden: !seen.includes(k),
    }));
    const here = pointOf(runs[selected]?.path, step);
    const { tile: hasTile, cuts } = this.#chosen;
    const tile = hasTile && here ? tileAt(relief, room, ...here) : undefined;
    const start = pointOf(runs[0]?.path, 0);
    const balls = ballsOf(runs, names, selected, step, ground);
    const height = `f, ${all.plane.ramp[heights?.ramp ?? 'linear']}`;
    const where = pointer && inside(relief.domain, ...pointer) ? pointer : undefined;
    return {
      parts: [ground, finished, step, selected, seen.join(), inks, all, hasTile, cuts, where?.[0], where?.[1]],
      room,
      scene: (sight) => ({
        ground,
        runs,
        step,
        selected,
        tile,
        cut: cuts ? here : undefined,
        axes: axes(room, relief.domain, heights, sight),
        inks,
      }),
      marked: (sight) => ({
        sight,
        relief,
        room,
        axes: axes(room, relief.domain, heights, sight),
        start,
        minima: finished.opened.minima,
        balls,
        pointer: where,
        tile,
        inks,
        words: { start: all.plane.start, minimum: all.plane.minimum, height },
      }),
    };
  }
}

function rounded(value: number, per: number): number {
  return Math.round(value * per) / per;
}

type Point = readonly [x: number, y: number];

function pointOf(path: Float64Array | undefined, step: number): Point | undefined {
  if (!path || path.length < 2) return undefined;
  const k = Math.min(step, path.length / 2 - 1);
  return [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
}

/** Where the runs are, the selected one last, so that it lies on top. */
function ballsOf(
  runs: Scene['runs'],
  names: readonly string[],
  selected: number,
  step: number,
  { relief }: Standing,
): Ball[] {
  if (step === 0) return [];
  const balls = runs.map(({ path, ink, hidden }, k) => {
    const [x, y] = (hidden ? undefined : pointOf(path, step)) ?? [Number.NaN, Number.NaN];
    return { x, y, ink, name: names[k] ?? '' };
  });
  balls.push(...balls.splice(selected, 1));
  return balls.filter(({ x, y }) => inside(relief.domain, x, y));
}
