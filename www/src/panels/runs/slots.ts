// Colour, dash and marker follow a run when it moves in the list, and when others come or go.

interface Known {
  readonly slot: number;
  /** Where it stands now; below 0 where it is gone. */
  readonly to: number;
}

/** Which of the looks each of `count` runs has: those that were here keep theirs, new ones have the first that are free. */
export function slotsAfter(before: readonly Known[], count: number): number[] {
  const slots: number[] = [];
  for (const { slot, to } of before) {
    if (to >= 0 && slots[to] === undefined) slots[to] = slot;
  }
  for (let run = 0; run < count; run++) {
    for (let free = 0; slots[run] === undefined; free++) if (!slots.includes(free)) slots[run] = free;
  }
  return slots;
}
