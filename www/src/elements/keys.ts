// Keys: space plays, arrows or , and . step, Home and End go to the ends; Ctrl or ⌘ with Z undoes; ? helps.

import type { Player } from './player';

export interface Does {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly help: () => void;
}

type Moves = Readonly<Record<string, (player: Player) => void>>;

const anywhere: Moves = {
  ' ': (player) => player.toggle(),
  ',': (player) => player.nudge(-1),
  '.': (player) => player.nudge(1),
};

/** Keys that a slider with the focus keeps for itself. */
const besideSliders: Moves = {
  ArrowLeft: (player) => player.nudge(-1),
  ArrowRight: (player) => player.nudge(1),
  Home: (player) => player.nudge(-player.steps),
  End: (player) => player.nudge(player.steps),
};

/** Answers a key pressed anywhere in the figure, unless what has the focus needs it itself. */
export function key(event: KeyboardEvent, player: Player, does: Does): void {
  if (event.defaultPrevented || event.altKey) return;
  const target = event.composedPath()[0] as HTMLElement;
  // what is typed has an undo of its own
  if (target.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea, pre')) return;
  if (event.ctrlKey || event.metaKey) {
    const turn = { z: event.shiftKey ? does.redo : does.undo, y: does.redo }[event.key.toLowerCase()];
    if (!turn) return;
    event.preventDefault();
    turn();
    return;
  }
  if (event.key === '?') does.help();
  if (target.matches('select, [type=radio]')) return;
  if (target.matches('button, summary, [type=checkbox]') && event.key === ' ') return;
  const moves = target.matches('input[type=range]') ? anywhere : { ...anywhere, ...besideSliders };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move(player);
}
