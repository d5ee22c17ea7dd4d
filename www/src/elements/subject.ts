// What a figure is about: the plane of a surface, or a network. Which of them, the document says.

import type { TemplateResult } from 'lit';
import type { Transport } from '../controls/transport';
import type { Json } from '../document/pointer';
import type { Theme } from '../draw/inks';
import type { Layers } from '../draw/picture';
import type { Scales } from '../draw/scales';
import type { Failure, Result } from '../engine/client';
import { failure } from '../engine/failure';
import type { Host, Panel } from '../panels/panel';
import type { Words } from '../text/words';
import type { Desk, Works } from './desk';
import type { Panels } from './dock';
import type { FigureView } from './figure';
import type { Player } from './player';
import type { Roster } from './roster';

export type { FigureView };

/** The figure around it. */
export interface Around {
  readonly desk: Desk;
  readonly player: Player;
  readonly roster: Roster;
  readonly layers: Layers;
  readonly words: () => Words;
  readonly theme: () => Theme;
  readonly names: () => readonly string[];
  /** True where something that is open has taken a press. */
  readonly press: NonNullable<Panel['press']>;
  /** The mouse is elsewhere. */
  readonly hovered: () => void;
  /** There is a picture, or another part of it. */
  readonly pictured: () => void;
  /** More of the runs is there. */
  readonly learned: () => void;
  readonly failed: (failure: Failure) => void;
}

export interface Subject {
  /** How what is shown lies in the picture, once there is one. */
  readonly scales: Scales | undefined;
  /** The figure has been written anew: there may be a place for it now, or none any more. True where it stands. */
  attach(root: ParentNode, signal: AbortSignal | undefined): boolean;
  /** Shows what has been run. */
  show(): void;
  /** Shows a step. */
  drawStep(step: number, playing: boolean): void;
  stop(): void;
}

/** What is changed on the way. */
export interface Changed {
  /** The document with a value set, as that is done by now. */
  readonly set: (document: Json, at: string, value: Json | undefined) => Json;
  /** The document as it is by now. */
  readonly document: Json;
  /** What stands there by now, where it was changed. */
  now(at: string): number | undefined;
  /** What was changed of a run. */
  render(run: number): TemplateResult | undefined;
}

/** One that comes later, with what it needs of the figure. */
export interface Late extends Subject {
  readonly works: Works;
  readonly firstSpeed: number;
  readonly panels: Panels;
  /** What panels see of it. */
  readonly learner: Host['learner'];
  readonly changed: Changed;
  /** Another document is shown. */
  adopted(): void;
  /** The line over it, and itself. */
  render(view: FigureView): TemplateResult;
  sentence(step: number): string | undefined;
  time(view: Pick<FigureView, 'words'>): Pick<Transport, 'speeds' | 'words' | 'within' | 'reseed'>;
}

/** What a text is about where that is no surface: what is there already, or what is fetched now. */
export async function lateFor(
  text: string,
  there: Late | undefined,
  around: Around,
): Promise<Result<Late | undefined>> {
  if (!isOfNetwork(text)) return { ok: undefined };
  const later = await import('./network/net').catch(() => undefined);
  if (!later) return { failed: failure('worker_failed', 'networks could not be fetched') };
  return { ok: there ?? new later.Net(around) };
}

/** What cannot be read is of none. */
function isOfNetwork(text: string): boolean {
  if (!text.includes('"network"')) return false;
  try {
    const { task } = JSON.parse(text) as { task?: unknown };
    return task === 'network' || (typeof task === 'object' && task !== null && 'network' in task);
  } catch {
    return false;
  }
}
