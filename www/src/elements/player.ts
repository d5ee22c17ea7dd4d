// The clock of a figure: which step is shown, and how it moves. The pictures follow every frame, the words ten times a second.

import type { ReactiveControllerHost } from 'lit';

/** Steps a second; the last is as fast as it goes, which still shows every frame. */
export const speeds = [2, 5, 15, 30, 60, 240, Number.POSITIVE_INFINITY] as const;
/** As fast as it goes, a run takes so long at least. */
const shortestMs = 2000;
export const firstSpeed = 15;
/** Numbers that change faster than this cannot be read. */
const wordsEveryMs = 100;

export class Player {
  step = 0;
  steps = 0;
  playing = false;
  /** Steps there are to show already; what is to come waits for them. */
  ready = Number.POSITIVE_INFINITY;
  /** Where time would be if all were ready, a part of a step included. */
  wanted = 0;
  speed: number = firstSpeed;
  /** Time has to wait. */
  held = false;

  #host: ReactiveControllerHost;
  #draw: () => void;
  #ended: () => void;
  #frame = 0;
  #since = 0;
  #from = 0;
  #spoke = 0;

  /** `draw` shows the step; `ended` hears that it came to the last one by playing. */
  constructor(host: ReactiveControllerHost, draw: () => void, ended: () => void) {
    this.#host = host;
    this.#draw = draw;
    this.#ended = ended;
  }

  /** A new run of so many steps: the step stays where it can. */
  resize(steps: number): void {
    this.steps = steps;
    if (this.step > steps) this.go(steps);
  }

  play(): void {
    if (this.playing || this.held || this.steps === 0) return;
    if (this.step >= this.steps) this.go(0);
    this.playing = true;
    this.#restartClock();
    this.#frame = requestAnimationFrame(this.#tick);
    this.#host.requestUpdate();
  }

  pause(): void {
    cancelAnimationFrame(this.#frame);
    if (!this.playing) return;
    this.playing = false;
    this.#draw();
    this.#host.requestUpdate();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  go(step: number): void {
    this.step = Math.max(0, Math.min(this.steps, Math.round(step)));
    this.wanted = this.step;
    this.#restartClock();
    this.#draw();
    this.#host.requestUpdate();
  }

  /** By hand: time stops and moves by so many steps. */
  nudge(by: number): void {
    if (this.held) return;
    this.pause();
    this.go(this.step + by);
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.#restartClock();
    this.#host.requestUpdate();
  }

  #restartClock(): void {
    this.#since = performance.now();
    this.#from = this.step;
  }

  #tick = (now: number): void => {
    const most = Math.max(60, (1000 * this.steps) / shortestMs);
    const isMade = this.ready === Number.POSITIVE_INFINITY;
    const taken = (Math.max(0, now - this.#since) / 1000) * Math.min(this.speed, isMade ? most : Number.MAX_VALUE);
    // as far ahead as comes in a tenth of a second: time does not run away from what is still made
    const ahead = Math.max(this.step, this.ready) + Math.max(1, this.speed / 10);
    this.wanted = Math.min(this.steps, this.#from + taken, ahead);
    if (this.wanted === ahead) [this.#from, this.#since] = [ahead, now];
    const step = Math.min(Math.floor(this.wanted), Math.max(this.step, this.ready));
    if (step !== this.step || !isMade) {
      this.step = step;
      this.#draw();
    }
    if (step >= this.steps) {
      this.pause();
      this.#ended();
      return;
    }
    if (now - this.#spoke >= wordsEveryMs) {
      this.#spoke = now;
      this.#host.requestUpdate();
    }
    this.#frame = requestAnimationFrame(this.#tick);
  };
}
