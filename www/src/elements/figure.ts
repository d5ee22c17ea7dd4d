// The figure as a template: sentence, plane, time, runs and curves, made anew from what there is to show.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../controls/choice';
import { type RunView, runList } from '../controls/runs';
import type { Range } from '../controls/slider';
import { transport } from '../controls/transport';
import { get, type Json, pointer } from '../document/pointer';
import { optimizerOf } from '../document/runs';
import { apart } from '../draw/format';
import { inkOfRun, type Theme } from '../draw/inks';
import { type Heights, lowest } from '../draw/levels';
import { pointText } from '../draw/picture';
import type { Domain } from '../draw/scales';
import type { Finished, Surface } from '../engine/client';
import type { Refused } from '../panels/panel';
import { surfaceAt, surfaceOf } from '../panels/surfaces';
import { textOf, type Words } from '../text/words';
import type { Desk } from './desk';
import { formula } from './formulas';
import { type Player, speeds } from './player';
import type { Point } from './pointing';
import { poster } from './poster';
import type { Roster } from './roster';
import { namesOf, outBecause, rateSetting } from './settings';
import { story } from './story';
import type { Late } from './subject';

export interface FigureView {
  readonly words: Words;
  readonly theme: Theme;
  /** With every default written out, and with edits that the engine has not answered yet. */
  readonly document: Json;
  readonly finished: Finished | undefined;
  readonly surfaces: readonly Surface[];
  readonly player: Player;
  /** What it is about, where that is not a surface. */
  readonly late: Late | undefined;
  /** The same, once it is fetched, before there is a picture. */
  readonly later: Late | undefined;
  /** What the plane shows, once there is a picture. */
  readonly domain: Domain | undefined;
  readonly heights: Heights | undefined;
  readonly refused: Refused | undefined;
  readonly ranges: Map<string, Range>;
  /** The last thing said to those who listen. */
  readonly said: string;
  readonly now: (at: string) => number | undefined;
  readonly may: (at: string) => boolean;
  readonly edit: (at: string, value: Json | undefined) => void;
  readonly refuse: (refused: Refused) => void;
  /** What is shown, as it is printed, where that can be had for nothing. */
  readonly formulas: Desk['formulas'];
  readonly roster: Roster;
  /** Writes it anew. */
  readonly again: () => void;
  /** Looks up what a title has in braces, and names a surface that is a mean over rows, once it is there. */
  readonly title: () => typeof import('./title') | undefined;
}

/** An exercise, as whoever does it sees it. */
export interface Doing {
  /** Whether something is to be said before time may go. */
  readonly waits: boolean;
  /** The document's own, where that tells nothing of what happens. */
  readonly title?: string | undefined;
  render(): unknown;
}

/** Where the start stands in a document. */
export const startAt = pointer('task', 'surface', 'start');

/** What is far from being seen keeps room, and the picture that the page around gives it. */
export const room = html`<div class="layout kept"><slot name="picture"></slot></div>`;

/**
 * `dock` is what there is beside the runs, once it is there: panels and their buttons, and help. Of an exercise, `doing` is
 * what is to be done, and time waits until that lets it go.
 */
export function figure(
  view: FigureView,
  dock: { render(): TemplateResult; help(): unknown } | undefined,
  doing: Doing | undefined,
): TemplateResult {
  const { words, player, said } = view;
  const { step, steps, playing, speed } = player;
  const time = view.late?.time(view) ?? { speeds, words: words.transport };
  return html`<div class="layout ${view.domain ? '' : 'blank'} ${doing ? `tasked ${doing.waits ? 'waits' : ''}` : ''}">
    <p class="story" part="sentence">${doing?.waits ? doing.title : sentence(view)}</p>
    <div class="pair">
    <div class="stage">
    <figure class="subject" part="plane">${view.late?.render(view) ?? [caption(view), plane(view)]}</figure>
    <div class="time" part="transport" role="group" ?inert=${doing?.waits ?? false} aria-label=${words.transport.name}>
      ${transport({
        step,
        steps,
        playing,
        speed,
        reseed:
          isRandom(view.document) && view.may(pointer('seed'))
            ? () => view.edit(pointer('seed'), freshSeed())
            : undefined,
        ...time,
        toggle: () => player.toggle(),
        nudge: (by) => player.nudge(by),
        setSpeed: (to) => player.setSpeed(to),
      })}
    </div>
    <figure class="curves" part="curves">
      <figcaption></figcaption>
      <div class="chart"></div>
    </figure>
    </div>
    <div class="side">
    ${doing ? html`<div class="doing" part="exercise">${doing.render()}</div>` : nothing}
    <div class="runs" part="runs">${runs(view)}</div>
    ${dock?.render() ?? html`<nav class="dock"></nav>`}
    </div>
    </div>
    ${dock?.help()}
    <p class="unseen" aria-live="polite">${said}</p>
  </div>`;
}

/** Whether another seed would give something else. */
function isRandom(document: Json): boolean {
  const at = (...keys: string[]) => get(document, pointer('task', 'surface', ...keys));
  const text = JSON.stringify([get(document, pointer('runs')), get(document, pointer('given'))]);
  return !!at('data') || (at('noise') ?? 0) !== 0 || /"(noise|from)":/.test(text);
}

export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** Where the runs start: as the hand has it, before the engine has answered. */
export function startOf({ document, finished }: Pick<FigureView, 'document' | 'finished'>): Point | undefined {
  const written = get(document, startAt) as Point | null | undefined;
  const [x, y] = finished?.runs[0]?.path ?? [];
  // formulas of constants are numbers only to the engine
  if (written?.every(Number.isFinite)) return written;
  return x === undefined || y === undefined ? undefined : [x, y];
}

/** How all runs stand at a step, in words. */
export function standings({ finished, document, words, roster }: FigureView, step: number): string {
  if (!finished) return '';
  const names = roster.seen(namesOf(document, finished.runs, words));
  return roster
    .seen(finished.runs)
    .map(({ loss }, k) => words.runs.now(names[k] ?? '', loss[Math.min(step, loss.length - 1)] ?? Number.NaN))
    .join('. ');
}

/** The document's own title, or what happened. */
export function sentence({
  document,
  finished,
  domain,
  words,
  surfaces,
  title: told,
  roster,
  late,
  player,
}: Pick<
  FigureView,
  'document' | 'finished' | 'domain' | 'words' | 'surfaces' | 'title' | 'roster' | 'late' | 'player'
>): string | undefined {
  if (!finished || !domain) return undefined;
  const title = textOf(get(document, pointer('title')), words.tag);
  const names = namesOf(document, finished.runs, words);
  const said = title?.includes('{') ? told()?.filled(title, finished.runs, names, domain, late && player.step) : title;
  // what fills it is still on its way
  if (said || (title && !told())) return said;
  if (late) return late.sentence(player.step);
  const rates = roster.seen(finished.runs.map((_, k) => rateOf(document, k)));
  const surface = surfaceOf(document, surfaces)?.name ?? '';
  const runs = roster.seen(finished.runs);
  const { lowest } = finished.opened;
  return story({ surface, names: roster.seen(names), rates, runs, domain, lowest }, words, told);
}

/** The line over the plane: which surface, and what its shades mean. */
function caption(view: FigureView): TemplateResult {
  const { document, surfaces, words, heights } = view;
  const surface = surfaceOf(document, surfaces);
  const ramp = heights ? words.plane.ramp[heights.ramp] : '';
  const [low = '', high = ''] = heights
    ? [lowest(heights), heights.high].map((end) => apart(end, heights.high - heights.low))
    : [];
  const options = surfaces.map(({ f, name }) => ({ value: f, text: words.surface(name) }));
  const f = get(document, surfaceAt);
  const rows = own(view)?.called(view);
  // a formula of one's own stands for itself
  if (!surface && typeof f === 'string') options.unshift({ value: f, text: rows?.name ?? f });
  return html`<figcaption class="caption">
    ${
      typeof f === 'string'
        ? choice({
            label: words.plane.surface,
            quiet: true,
            still: !view.may(surfaceAt),
            about: 'surface',
            value: surface?.f ?? f,
            options,
            change: (wanted) => {
              const to = surfaces.find((one) => one.f === wanted);
              if (to)
                void import('../panels/suited').then(({ pick }) => view.edit('', pick(to, view.document, surfaces)));
            },
          })
        : nothing
    }
    ${surface ? formula(view.again, surface.name) : rows?.formula}
    <span class="legend" style=${heights ? '' : 'visibility: hidden'}>
      <span class="ramp">${ramp}</span>
      <span>${low}</span>
      <canvas role="img" aria-label=${words.plane.heights(low, high, ramp)}></canvas>
      <span>${high}</span>
    </span>
  </figcaption>`;
}

/** What names a surface that is none of the library's; before the first picture nothing is asked for. */
function own({ document, surfaces, domain, title }: FigureView): ReturnType<FigureView['title']> {
  return domain && !surfaceOf(document, surfaces) ? title() : undefined;
}

function plane(view: FigureView): TemplateResult {
  const { document, surfaces, words, domain, player } = view;
  const surface = surfaceOf(document, surfaces)?.name ?? '';
  const name = words.surface(surface) || (own(view)?.called(view)?.name ?? '');
  const start = startOf(view);
  const now = standings(view, player.step);
  return html`<div
      class="plane ${view.may(startAt) ? '' : 'held'}" tabindex="0" role="application" aria-roledescription=${words.plane.kind}
      aria-label=${words.plane.name(name)} aria-describedby="about help"
    >
      ${domain ? nothing : html`<slot name="picture">${poster(view.later)}</slot>`}
      <canvas class="ground"></canvas><canvas class="scene"></canvas><span class="handle"></span>
    </div>
    <span class="unseen" id="about">${start ? words.plane.describe(pointText(...start), now) : words.plane.preparing}</span>`;
}

function runs(view: FigureView): TemplateResult | typeof nothing {
  const { finished, domain, document, words, theme, player, roster } = view;
  if (!finished || !domain) return nothing;
  const { step } = player;
  const names = namesOf(document, finished.runs, words);
  const { parts, missing, unfolded } = roster;
  const list = finished.runs.map((run, k): RunView => {
    const look = {
      name: names[k] ?? '',
      ink: inkOfRun(roster.slot(k), theme),
      loss: run.loss[step],
      out: outBecause(run, rateOf(document, k), step, domain, words),
      rate: rateSetting(k, run, view),
      changes: view.late?.changed.render(k),
      unfolded: unfolded.has(k),
      more: missing ? words.failure.plain : undefined,
    };
    return parts?.look(k, look) ?? look;
  });
  return html`${runList(list, roster, words.runs, !view.may(pointer('runs', list.length)))}${parts?.over()}`;
}

function rateOf(document: Json, run: number): number | undefined {
  const { lr } = optimizerOf(document, run).values;
  return typeof lr === 'number' ? lr : undefined;
}
