// The figure in the page around it: what it says there, whether it is seen, and the theme that it finds.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Theme } from '../draw/inks';
import type { Player } from './player';

/** What is heard outside, as `fall-line-open` and so on: each bubbles, and leaves shadow roots. */
export interface Told {
  /** A document is shown from its beginning. */
  open: { text: string };
  /** The document was changed in the figure: its canonical text. */
  change: { text: string };
  /** A document cannot be shown. */
  fail: { code: string; message: string };
  /** Of an exercise: how the goals stand, as far as a page can see; `reached` is null where only a key can tell. */
  grade: { score: number; points: number; goals: { reached: boolean | null; points: number }[] };
  /** Another step is shown. */
  step: { step: number; steps: number };
  /** Time has come to its end. */
  done: { step: number; steps: number };
}

type Figure = ReactiveControllerHost & HTMLElement;

/** What is found around a figure: the theme, and the colour behind it where there is one. */
export interface Found {
  readonly theme: Theme;
  readonly ground: string | undefined;
}

const dark = matchMedia('(prefers-color-scheme: dark)');

/** How the page around is watched: it is told what is found there, until the end that comes back is called. */
type Watch = (figure: HTMLElement, found: (what: Found) => void) => () => void;

/** Our own pages tell their figures the theme: there, only the reader's is left to watch. */
let watch: Watch = (_, found) => {
  const tell = () => found({ theme: dark.matches ? 'dark' : 'light', ground: undefined });
  tell();
  dark.addEventListener('change', tell);
  return () => dark.removeEventListener('change', tell);
};

/** In pages of other people, what they look like is watched too. */
export function watchWith(other: Watch): void {
  watch = other;
}

/** How far from being seen it begins. */
const near = 300;

/** Those that have been written and wait to be told where they stand. */
const waiting: Outside[] = [];

/** All at once: so the page is laid out once, however many there are. */
function askWhere(): void {
  for (const one of waiting.splice(0).filter(({ isInReach }) => isInReach)) one.come();
}

export class Outside implements ReactiveController {
  /** It has come near to being seen once. */
  isNear = false;
  /** The theme of the page around it. */
  theme: Theme = 'light';

  #figure: Figure;
  #player: Player;
  #came: () => void;
  #isSeen = false;
  /** The colour behind it, where there is one. */
  #ground: string | undefined;
  /** Whether it plays when it is seen. */
  #plays = false;
  #step = -1;
  #ends: (() => void)[] = [];

  /** `came` is called when it is to begin; until then it is only room. */
  constructor(figure: Figure, player: Player, came: () => void) {
    this.#figure = figure;
    this.#player = player;
    this.#came = came;
    figure.addController(this);
  }

  hostConnected(): void {
    this.#watch(near, (isNear) => isNear && this.come());
    this.#watch(0, (isSeen) => this.#see(isSeen));
    if (this.isNear) this.#follow();
    this.#figure.requestUpdate();
  }

  /** Once it has been written and has its room, it need not wait for the page to be painted. */
  hostUpdated(): void {
    if (!this.isNear && waiting.push(this) === 1) queueMicrotask(askWhere);
  }

  hostDisconnected(): void {
    for (const end of this.#ends.splice(0)) end();
    // wherever it comes to, it goes on when it is seen there
    this.#see(false);
    this.#player.pause();
  }

  get isInReach(): boolean {
    const { width, top, bottom } = this.#figure.getBoundingClientRect();
    return width > 0 && top < innerHeight + near && bottom > -near;
  }

  /** It is near to being seen: what is around it matters from now on. */
  come(): void {
    if (this.isNear) return;
    this.isNear = true;
    this.#follow();
    this.#figure.requestUpdate();
    this.#came();
  }

  /** Plays, or will when it is seen. */
  play(): void {
    if (this.#isSeen) this.#player.play();
    else this.#plays = true;
  }

  tell<K extends keyof Told>(name: K, detail: Told[K]): void {
    this.#figure.dispatchEvent(new CustomEvent(`fall-line-${name}`, { detail, bubbles: true, composed: true }));
  }

  /** Shows a step, which may be the same. */
  at(step: number, steps: number): void {
    if (step === this.#step) return;
    this.#step = step;
    this.tell('step', { step, steps });
  }

  /** What its frame is given: the picture's height, if that is told, and in the page's own theme the colour behind. */
  style(height: number, theme: Theme): string {
    const sizes = height > 0 ? `--height: ${Math.min(4000, Math.max(120, height))}px;` : '';
    return this.#ground && theme === this.theme ? `${sizes}--ground: var(--fall-line-ground, ${this.#ground})` : sizes;
  }

  #watch(margin: number, heard: (isThere: boolean) => void): void {
    const observer = new IntersectionObserver((seen) => heard(!!seen.at(-1)?.isIntersecting), {
      rootMargin: `${margin}px 0px`,
    });
    observer.observe(this.#figure);
    this.#ends.push(() => observer.disconnect());
  }

  /** Follows what the page around it looks like. */
  #follow(): void {
    this.#ends.push(
      watch(this.#figure, ({ theme, ground }) => {
        if (theme === this.theme && ground === this.#ground) return;
        [this.theme, this.#ground] = [theme, ground];
        this.#figure.requestUpdate();
      }),
    );
  }

  /** Nothing moves where nobody sees it. */
  #see(isSeen: boolean): void {
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    if (isSeen && this.#plays) this.#player.play();
    else this.#plays = this.#player.playing;
    if (!isSeen) this.#player.pause();
  }
}
