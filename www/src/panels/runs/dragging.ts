// A run is taken by its line and put elsewhere in the list; a mark shows where it would come.

import type { LitElement } from 'lit';

/** Pixels that a hand may tremble before it drags. */
const slack = 4;

export class Dragging {
  #figure: LitElement;
  #move: (run: number, to: number) => void;
  #listening: AbortController | undefined;

  constructor(figure: LitElement, move: (run: number, to: number) => void) {
    this.#figure = figure;
    this.#move = move;
  }

  /** A hand has come down on a run's line, perhaps a moment ago. */
  grab({ pointerId, pointerType, clientY: from, button }: PointerEvent, run: number): void {
    this.#stop();
    const listening = new AbortController();
    const sections = this.#sections;
    if (button !== 0 || sections.length < 2) return;
    this.#listening = listening;
    let to: number | undefined;
    const on = <K extends keyof WindowEventMap>(type: K, hear: (event: WindowEventMap[K]) => void) =>
      addEventListener(type, hear, { signal: listening.signal, capture: true });
    on('pointermove', (event) => {
      if (event.pointerId !== pointerId) return;
      // let go while this was fetched
      if (pointerType === 'mouse' && !(event.buttons & 1)) return this.#stop();
      if (to === undefined && Math.abs(event.clientY - from) < slack) return;
      to = this.#place(event.clientY, run);
      this.#mark(run, to);
    });
    on('pointerup', (event) => {
      if (event.pointerId !== pointerId) return;
      this.#stop();
      if (to !== undefined && to !== run) this.#move(run, to);
    });
    on('pointercancel', () => this.#stop());
    on('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#stop();
    });
  }

  #stop(): void {
    this.#listening?.abort();
    for (const { dataset } of this.#sections) {
      delete dataset.dragged;
      delete dataset.drop;
    }
  }

  get #sections(): HTMLElement[] {
    return [...this.#figure.renderRoot.querySelectorAll<HTMLElement>('.run')];
  }

  /** Which of all it would be, with its middle at this height. */
  #place(y: number, run: number): number {
    const others = this.#sections.filter((_, k) => k !== run);
    return others.filter((section) => {
      const { top, height } = section.getBoundingClientRect();
      return top + height / 2 < y;
    }).length;
  }

  #mark(run: number, to: number): void {
    for (const [k, section] of this.#sections.entries()) {
      const { dataset } = section;
      if (k === run) dataset.dragged = '';
      if (k !== to || to === run) delete dataset.drop;
      else {
        dataset.drop = to < run ? 'before' : 'after';
        section.scrollIntoView({ block: 'nearest' });
      }
    }
  }
}
