// What opens beside the picture: each panel is a module of its own, fetched when it is first opened.

import type { TemplateResult } from 'lit';
import type { Range } from '../controls/slider';
import type { Json } from '../document/pointer';
import type { Contour } from '../draw/contours';
import type { Inks, Theme } from '../draw/inks';
import type { Heights } from '../draw/levels';
import type { Layers } from '../draw/picture';
import type { Domain, Scales } from '../draw/scales';
import type { Engine, Finished, Result, Surface, Telling } from '../engine/client';
import type { Workshop } from '../engine/maker';
import type { Asked, Bytes, Lesson, Teaching } from '../engine/serve-train';
import type { Study, StudyLook } from '../engine/studies';
import type { Pupil } from '../engine/trainer';
import type { CurveWords } from '../text/curves';
import type { PanelName, Words } from '../text/words';
import type { Grader } from './exercise/grader';

export type { PanelName };

/** An edit that was refused: where, what was typed, and why; in a formula also which letters. */
export interface Refused {
  readonly at: string;
  readonly text: string;
  readonly why: string;
  /** The engine's path of the field that is wrong, which may lie within what was set. */
  readonly path?: string;
  readonly span?: readonly [number, number] | undefined;
}

/** A network: the selected run as of the step that is shown, and the others beside it. */
export interface Learner {
  readonly lesson: Lesson;
  readonly run: number;
  /** At the end of an epoch, or the last before it that is kept; without one, as it is now. */
  readonly epoch: number | undefined;
  /** Names what is shown: by another name, questions have other answers. */
  readonly key: string;
  /** All runs, by their numbers in the document. */
  readonly pupils: readonly Pupil[];
  /** Where long questions about a run are answered: those of run k of this class in place `placeOf(k)`. */
  readonly shop: Workshop<Study, StudyLook>;
  placeOf(run: number): number;
  readonly group: number;
  /** Files that the document names. */
  readonly given: Bytes;
  /** Whether what it sees are points of a plane. */
  readonly isPlane: boolean;
  /** What curves say of it. */
  curves(plain: CurveWords): CurveWords;
  /** Takes the files that were dropped on the figure. */
  dropped(): readonly File[];
  /** The size of its picture, in CSS pixels. */
  readonly size: readonly [width: number, height: number];
  /** Draws that picture as it is now, in any size and colours; false where there is none yet. */
  draw(ctx: CanvasRenderingContext2D, width: number, height: number, inks: Inks): boolean;
  /** Asks the run; most questions take the epoch as the last thing given. */
  ask<K extends keyof Teaching>(name: K, ...given: Asked<K>): Promise<Result<ReturnType<Teaching[K]> | undefined>>;
  /** Asks another of the runs. */
  askOf<K extends keyof Teaching>(
    run: number,
    name: K,
    ...given: Asked<K>
  ): Promise<Result<ReturnType<Teaching[K]> | undefined>>;
}

/** What there is to show now, and what can be done to it. All of it may change from one look to the next. */
export interface Host {
  readonly words: Words;
  readonly theme: Theme;
  readonly inks: Inks;
  /** With every default written out, and with edits that the engine has not answered yet. */
  readonly document: Json;
  /** The same as it is by the step that is shown: what was changed on the way is changed. */
  readonly current: Json;
  /** The last answer; `finished.opened.text` names it. */
  readonly finished: Finished | undefined;
  readonly surfaces: readonly Surface[];
  readonly names: readonly string[];
  readonly step: number;
  readonly playing: boolean;
  /** The run that panels are of: the one that was chosen last, else the first that is seen. */
  readonly selected: number;
  /** Runs that are not hidden: what is drawn and told is of these. The experiment is all runs. */
  readonly seen: readonly number[];
  /** Ranges of sliders by pointer, kept so that a slider does not move under the hand. */
  readonly ranges: Map<string, Range>;
  /** What the plane shows, once there is a picture. */
  readonly scales: Scales | undefined;
  readonly domain: Domain | undefined;
  /** What open panels draw on it. */
  readonly layers: Layers;
  /** What stands over the picture: the document's title, or what happened. */
  readonly sentence: string | undefined;
  /** What its shades mean; undefined where all heights are one. */
  readonly heights: Heights | undefined;
  /** Where the mouse is over the plane, in its units. */
  readonly pointer: readonly [x: number, y: number] | undefined;
  readonly refused: Refused | undefined;
  /** Where it is of a network, and that is there. */
  readonly learner: Learner | undefined;
  /** What stands there by the step that is shown, where it was changed on the way. */
  now(at: string): number | undefined;
  /** Whether what stands there, or something of it, may be changed: an exercise locks much. */
  may(at: string): boolean;
  /** Sets one value of the document and runs it again; undefined takes the value out. */
  edit(at: string, value: Json | undefined): void;
  refuse(refused: Refused): void;
  select(run: number): void;
  /** Which of the looks of `inkOfRun` a run has. */
  slot(run: number): number;
  /** Shows another step. */
  go(step: number): void;
  /** Asks the session of the document that is shown. */
  tell<K extends keyof Telling>(
    name: K,
    ...given: Parameters<Telling[K]>
  ): Promise<Result<ReturnType<Telling[K]> | undefined>>;
  /** Asks another document's session before its first step; what is shown goes on. */
  readonly glance: Engine['glance'];
  /** Who knows what only grading needs. */
  grader(): Promise<Grader>;
  /** Something of the panel's own has changed: it is asked for its template, and to draw. */
  update(): void;
}

/** An open panel. */
export interface Panel {
  /** Called whenever anything has changed; ten times a second while time runs. */
  render(): TemplateResult;
  /** Draws on the plane, in CSS pixels, clipped to the picture: over the ground, whose contours it may draw again, and under the paths. Each frame. */
  under?(ctx: CanvasRenderingContext2D, scales: Scales, contours: readonly Contour[]): void;
  /** Likewise over everything. */
  over?(ctx: CanvasRenderingContext2D, scales: Scales): void;
  /** A press on the plane; true where the panel has taken it, and the start stays. `away` is one that takes away. */
  press?(at: readonly [x: number, y: number, away?: boolean]): boolean;
  close?(): void;
}

/** What a panel's module exports. */
export interface PanelModule {
  open(host: Host): Panel;
}

/**
 * The answer to a question that changes: the last one stays until the next is here. One question is under way at a time,
 * and the newest comes next: so there are answers also while the question changes each frame.
 */
export class Answer<T> {
  #host: Pick<Host, 'update'>;
  #key: string | undefined;
  #ask: (() => Promise<Result<T | undefined>>) | undefined;
  #waiting = false;
  #value: T | undefined;

  constructor(host: Pick<Host, 'update'>) {
    this.#host = host;
  }

  /** The newest answer; asks where the key is another than last time. What fails has no answer. */
  of(key: string, ask: () => Promise<Result<T | undefined>>): T | undefined {
    if (key !== this.#key) {
      this.#key = key;
      this.#ask = ask;
      if (!this.#waiting) void this.#next();
    }
    return this.#value;
  }

  async #next(): Promise<void> {
    this.#waiting = true;
    while (this.#ask) {
      const ask = this.#ask;
      this.#ask = undefined;
      const result = await ask();
      if ('failed' in result) this.#value = undefined;
      // a newer document took the question's place: its own is on the way
      else if (result.ok !== undefined) this.#value = result.ok;
      this.#host.update();
    }
    this.#waiting = false;
  }
}
