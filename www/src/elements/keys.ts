// Time by keyboard: space plays, arrows or , and . step, Home and End go to the ends.

import type { Player } from './player';

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
export function key(event: KeyboardEvent, player: Player): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const target = event.composedPath()[0] as HTMLElement;
  if (target.matches('input:not([type=range]), select, pre')) return;
  if (target.matches('button, summary') && event.key === ' ') return;
  const moves = target.matches('input[type=range]') ? anywhere : { ...anywhere, ...besideSliders };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move(player);
}
