// A lesson's exercises: each is reached when its figure's run reaches the goal.

import { format, plain } from '../draw/format';
import type { FallLine } from '../elements/fall-line';
import { looked } from '../elements/title';

const compared: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

for (const exercise of document.querySelectorAll('.exercise')) {
  const figure = exercise.querySelector('fall-line');
  const goal = exercise.querySelector<HTMLElement>('.goal');
  if (!figure || !goal) continue;
  const check = () => tell(goal, figure);
  for (const event of ['open', 'change', 'step']) figure.addEventListener(`fall-line-${event}`, check);
  check();
}

/** "below 0 0.01 <= 40": what is looked up in which run, and what it is to be. */
function tell(goal: HTMLElement, figure: FallLine): void {
  const now = figure.snapshot();
  const words = goal.dataset.goal?.split(' ') ?? [];
  const [sign = '', wanted = ''] = words.splice(-2);
  const [what = '', run = '', at = 'end'] = words;
  const trace = now?.runs[Number(run)];
  const value = trace && looked(what, trace, at, now.domain);
  const isReached = value !== undefined && (compared[sign]?.(value, Number(wanted)) ?? false);
  const said = (isReached ? goal.dataset.reached : goal.dataset.open) ?? '';
  const text = said.replace('{}', value === undefined ? '–' : Number.isInteger(value) ? plain(value) : format(value));
  // said anew only where it is new
  if (goal.textContent !== text) goal.textContent = text;
  goal.toggleAttribute('data-done', isReached);
}
