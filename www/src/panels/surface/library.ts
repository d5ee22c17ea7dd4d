// The library: every surface as a small picture with its name and what it teaches; one is picked, by mouse or arrow keys.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from '../../controls/live';
import type { Surface } from '../../engine/client';
import { en } from '../../text/en';
import { en as enLessons } from '../../text/en-lessons';
import { ko as koLessons } from '../../text/ko-lessons';
import { loadWords, type Words, wordsIn } from '../../text/words';
import type { Host } from '../panel';
import { drawn } from '../parts/drawn';
import { pick } from '../suited';
import { surfaceOf } from '../surfaces';
import { Thumbnails } from './thumbnails';
import type { SurfaceWords } from './words';

const lessons: Record<Words['tag'], Readonly<Record<string, string>>> = { en: enLessons, ko: koLessons };

export class Library {
  #host: Host;
  #thumbnails: Thumbnails;
  #wanted = '';

  constructor(host: Host) {
    this.#host = host;
    this.#thumbnails = new Thumbnails(host);
    // names are found in both languages
    void loadWords('ko').then(() => host.update());
  }

  stop(): void {
    this.#thumbnails.stop();
  }

  render(words: SurfaceWords): TemplateResult {
    const { surfaces, document } = this.#host;
    const found = surfaces.filter((surface) => matches(surface, this.#wanted));
    const current = surfaceOf(document, surfaces);
    return html`<div class="library">
      <label class="search" data-help="library-find"><span>${words.find}</span><input
        class="number" type="search" autocomplete="off" spellcheck="false" .value=${live(this.#wanted)}
        @input=${(event: Event) => {
          this.#wanted = (event.target as HTMLInputElement).value;
          this.#host.update();
        }}
      /></label>
      <p class="unseen" aria-live="polite">${this.#wanted ? words.found(found.length) : ''}</p>
      <div class="grid" role="radiogroup" aria-label=${words.library}>
        ${surfaces.map((surface) => this.#entry(surface, surface === current, found.includes(surface)))}
        ${found.length === 0 ? html`<p class="none">${words.none}</p>` : nothing}
      </div>
    </div>`;
  }

  #entry(surface: Surface, checked: boolean, seen: boolean): TemplateResult {
    const { words, document, surfaces } = this.#host;
    return html`<label class="entry" data-help="library-entry" ?hidden=${!seen}>
      <input
        type="radio" name="surface" .checked=${live(checked)}
        @change=${() => this.#host.edit('', pick(surface, document, surfaces))}
      />
      <canvas aria-hidden="true" ${drawn((canvas) => this.#thumbnails.show(canvas, surface))}></canvas>
      <span class="name">${words.surface(surface.name)}</span>
      <span class="lesson">${lessons[words.tag][surface.name] ?? ''}</span>
    </label>`;
  }
}

/** Whether a surface's name in any language, or in documents, holds what is looked for. */
function matches({ name }: Surface, wanted: string): boolean {
  const names = [name, en.surface(name), wordsIn('ko')?.surface(name)];
  return names.some((one) => one !== undefined && bare(one).includes(bare(wanted)));
}

/** Letters alone: without accents, spaces and hyphens. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
