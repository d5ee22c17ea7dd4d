// Time: play, step, scrub, speed. One bar.

import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../text/words';
import { choice } from './choice';
import { icons } from './icons';
import { live } from './live';

export interface Transport {
  readonly step: number;
  readonly steps: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly speeds: readonly number[];
  readonly words: Words['transport'];
  readonly toggle: () => void;
  readonly nudge: (by: number) => void;
  readonly setSpeed: (speed: number) => void;
  /** Where a step has parts: how far it is within one, and a part more. */
  readonly within?: { readonly text: string; readonly label: string; readonly more: () => void };
  /** Where something is drawn at random. */
  readonly reseed: (() => void) | undefined;
}

type Sign = 'play' | 'pause' | 'restart' | 'reseed' | 'back' | 'forward';

export function transport(of: Transport): TemplateResult {
  const { step, steps, playing, speed, speeds, words } = of;
  const none = steps === 0;
  const button = (name: Sign, press: () => void, still: boolean, kind = 'quiet') =>
    html`<button
      class=${kind} type="button" aria-label=${words[name]} title=${words[name]} data-help=${name}
      ?disabled=${still} @click=${press}
    >${icons[name]}</button>`;
  return html`
    ${button(playing ? 'pause' : 'play', of.toggle, none, 'main')}
    ${button('restart', () => of.nudge(-step), none || step === 0)}
    ${of.reseed ? button('reseed', of.reseed, false) : nothing}
    ${button('back', () => of.nudge(-1), none || step === 0)}
    ${button('forward', () => of.nudge(1), none || step >= steps)}
    ${
      of.within
        ? html`<button
            class="quiet" type="button" aria-label=${of.within.label} title=${of.within.label} data-help="one-batch"
            ?disabled=${none || step >= steps} @click=${of.within.more}
          >${icons.batch}</button>`
        : nothing
    }
    <span class="scrub" style="--at: ${none ? 0 : step / steps}">
      <input
        type="range" min="0" max=${Math.max(1, steps)} step="1" ?disabled=${none}
        aria-label=${words.scrub} aria-valuetext=${words.at(step, steps)}
        .value=${live(String(step))}
        @input=${(event: Event) => of.nudge(Number((event.target as HTMLInputElement).value) - step)}
      />
    </span>
    <span class="count" aria-hidden="true"><b style="min-width: ${String(steps).length}ch">${step}</b>${of.within?.text ?? ''} / ${steps}</span>
    ${choice({
      label: words.speed,
      quiet: true,
      about: 'speed',
      value: String(speed),
      options: speeds.map((n) => ({ value: String(n), text: words.perSecond(n) })),
      change: (value) => of.setSpeed(Number(value)),
    })}
  `;
}
