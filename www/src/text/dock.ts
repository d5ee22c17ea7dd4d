// The words of what stands under a figure: they come after the picture. Those of another language come with all of its own.

import type { PanelName, Words } from './words';

export interface DockWords {
  /** What the plane's keys do. */
  readonly keys: string;
  readonly desk: Readonly<Record<'more' | 'undo' | 'redo' | 'help', string>> & {
    readonly close: (panel: string) => string;
  };
  readonly panels: Partial<Record<PanelName, string>> & { readonly name: string };
}

const en: DockWords = {
  keys: 'Arrow keys move the start, with Shift in smaller moves. Plus and minus zoom, with Ctrl the arrows pan, 0 shows all. Space plays and pauses.',
  desk: {
    more: 'More',
    undo: 'Undo',
    redo: 'Redo',
    help: 'Help',
    close: (panel) => `Close ${panel}`,
  },

  panels: {
    name: 'Panels',
    surface: 'Surface',
    data: 'Data',
    probe: 'Probe',
    slices: 'Slices',
    table: 'The step in numbers',
    basin: 'Basin map',
    sweep: 'Sweep',
    space: '3-D',
    export: 'Take along',
    exercise: 'Set an exercise',
  },
};

export const dockWords = ({ dock = en }: Pick<Words, 'dock'>): DockWords => dock;
