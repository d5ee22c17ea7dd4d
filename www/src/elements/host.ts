// What panels see of a figure: always as it is now. Fetched with the first of them.

import { inks } from '../draw/inks';
import type { Scales } from '../draw/scales';
import type { Host } from '../panels/panel';
import type { Desk } from './desk';
import { type FigureView, sentence } from './figure';
import type { Player } from './player';
import type { Roster } from './roster';
import { namesOf } from './settings';

/** What a figure's view does not hold. */
export interface More extends Pick<Host, 'layers' | 'update'> {
  readonly desk: Desk;
  readonly player: Player;
  readonly roster: Roster;
  readonly scales: () => Scales | undefined;
  readonly pointer: () => Host['pointer'];
}

export function hostOf(view: () => FigureView, { desk, player, roster, scales, pointer, layers, update }: More): Host {
  const looks: { readonly [K in keyof Host]?: () => Host[K] } = {
    words: () => view().words,
    theme: () => view().theme,
    inks: () => inks[view().theme],
    document: () => desk.document,
    current: () => view().document,
    finished: () => desk.finished,
    surfaces: () => desk.surfaces,
    names: () => (desk.finished ? namesOf(desk.document, desk.finished.runs, view().words) : []),
    step: () => player.step,
    playing: () => player.playing,
    selected: () => {
      const { selected } = roster;
      return host.seen.includes(selected) ? selected : (host.seen[0] ?? selected);
    },
    seen: () => roster.seen([...(desk.finished?.runs ?? []).keys()]),
    ranges: () => desk.ranges,
    scales,
    domain: () => scales()?.domain,
    sentence: () => sentence(view()),
    heights: () => view().heights,
    pointer,
    refused: () => desk.refused,
    learner: () => view().late?.learner,
  };
  const own = {
    layers,
    update,
    now: (at) => view().now(at),
    may: (at) => desk.may(at),
    edit: (at, value) => void desk.edit(at, value),
    refuse: (refused) => desk.refuse(refused),
    select: (run) => roster.select(run),
    slot: (run) => roster.slot(run),
    go: (step) => player.nudge(step - player.step),
    tell: (name, ...given) => desk.tell(name, ...given),
    glance: desk.glance,
    grader: async () => (await import('./grader')).graderOf(host, desk),
  } satisfies Partial<Host>;
  const host = own as unknown as Host;
  for (const [name, get] of Object.entries(looks)) Object.defineProperty(host, name, { get, enumerable: true });
  return host;
}
