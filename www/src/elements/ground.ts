// The plane as what a figure is about: made when there is a place for it, moved by hands, shown what has been run.

import { get, pointer } from '../document/pointer';
import type { Later } from '../draw/picture';
import type { Domain, Scales } from '../draw/scales';
import { startAt, startOf } from './figure';
import { Plane } from './plane';
import { type Point, point } from './pointing';
import type { Around, Subject } from './subject';
import { zoomable } from './zoom';

const domainAt = pointer('view', 'domain');

export class Ground implements Subject {
  plane: Plane | undefined;
  /** Where the mouse is. */
  pointer: Point | undefined;

  #around: Around;
  /** Fetches what zooms it. */
  #wake: (() => void) | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  get scales(): Scales | undefined {
    return this.plane?.scales;
  }

  drawStep(step: number, playing: boolean): void {
    this.plane?.drawStep(step, playing);
  }

  stop(): void {
    this.plane?.stop();
    this.plane = undefined;
  }

  /** What comes after the first picture. */
  set later(later: Later) {
    if (this.plane) this.plane.later = later;
  }

  /** The figure has been written anew: there may be a place for it now, or none any more. True once it stands. */
  attach(root: ParentNode, signal: AbortSignal | undefined): boolean {
    const [frame, ground, scene, bar, handle] = ['.plane', '.ground', '.scene', '.legend canvas', '.handle'].map(
      (part) => root.querySelector(part),
    ) as [HTMLElement | null, HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement, HTMLElement];
    if (!frame) return false;
    const { words, theme } = this.#around;
    if (!this.plane && signal) {
      this.plane = new Plane(
        { frame, ground, scene, bar, handle },
        (domain, columns, rows) => this.#field(domain, columns, rows),
        this.#around.layers,
        this.#around.pictured,
      );
      const { desk, player, press } = this.#around;
      const hand = {
        scales: () => this.plane?.scales,
        start: () => startOf(desk),
        move: ([x, y]: Point) => desk.may(startAt) && void desk.edit(startAt, [x, y]),
        press,
        hover: (at: Point | undefined) => {
          this.pointer = at;
          this.#around.hovered();
        },
        zoomed: () => this.#zoomed,
        settle: (domain?: Domain) => void desk.edit(domainAt, domain && [...domain]),
        toggle: () => player.toggle(),
        words,
      };
      point(frame, handle, hand, signal);
      this.#wake = zoomable(this.plane, hand, signal);
      this.show();
    }
    if (this.plane && (this.plane.theme !== theme() || this.plane.words !== words().plane)) {
      this.show();
      this.plane.redraw();
    }
    return true;
  }

  /** Hands it the finished runs. */
  show(): void {
    const { desk, roster, words, theme, names } = this.#around;
    const [{ finished, document }, start, { plane }] = [desk, startOf(desk), this];
    if (!finished || !start || !plane) return;
    if (this.#zoomed) this.#wake?.();
    const { opened, runs } = finished;
    const { selected, hidden } = roster;
    const called = names();
    plane.theme = theme();
    plane.words = words().plane;
    plane.show({
      surface: JSON.stringify([get(document, pointer('task')), get(document, pointer('given'))]),
      domain: (get(document, domainAt) ?? [...opened.domain]) as unknown as Domain,
      minima: opened.minima,
      start,
      runs: runs.map(({ path }, k) => ({ name: called[k] ?? '', path, hidden: hidden.has(k), slot: roster.slot(k) })),
      selected,
    });
  }

  get #zoomed(): boolean {
    return Boolean(get(this.#around.desk.document, domainAt));
  }

  async #field(domain: Domain, columns: number, rows: number): Promise<Float64Array | undefined> {
    const result = await this.#around.desk.tell('field', Float64Array.from(domain), columns, rows);
    if ('ok' in result) return result.ok;
    // who has left does not wait for it
    if (this.plane) this.#around.failed(result.failed);
    return undefined;
  }
}
