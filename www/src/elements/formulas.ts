// Formulas beside names: they come after the page's first code.

type Shown = typeof import('./math').formula;

let shown: Shown | undefined;

/** Settles once there are formulas to show; where they cannot be had, the name stands alone. */
export const formulasReady: Promise<void> = import('./math').then(
  ({ formula }) => {
    shown = formula;
  },
  () => undefined,
);

export const formula = (...asked: Parameters<Shown>): ReturnType<Shown> => shown?.(...asked);
