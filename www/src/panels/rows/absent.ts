// A document that names files which are not here: which ones, and a way to hand them in.

import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Json } from '../../document/pointer';
import { shortened } from '../../draw/format';
import type { Failure } from '../../engine/client';
import { keep, kept, type Wanted, wantedBy } from '../../engine/files';
import { sight } from '../../engine/tables';
import type { Language } from '../../text/words';

const words = {
  en: {
    wants: (names: string) => `It learns from files that a link cannot carry: ${names}.`,
    choose: 'Choose the files',
    drop: 'Or drop them here.',
    reading: 'Reading …',
    other: (name: string) => `${name} is another file than those that the document means.`,
    unreadable: (name: string) => `${name} cannot be read.`,
  },
  ko: {
    wants: (names: string) => `링크에 담기지 않는 파일로 학습하는 실험이에요: ${names}.`,
    choose: '파일 고르기',
    drop: '여기에 놓아도 돼요.',
    reading: '읽는 중…',
    other: (name: string) => `${name} 파일은 문서가 뜻하는 파일이 아니에요.`,
    unreadable: (name: string) => `${name} 파일을 읽을 수 없어요.`,
  },
};

const known = new WeakMap<Failure, Absent>();

/** Of a document that cannot be shown yet, because of this. */
export function absentOf(failure: Failure, text: string): Absent {
  const one = known.get(failure) ?? new Absent(text);
  known.set(failure, one);
  return one;
}

class Absent {
  #wanted: readonly Wanted[];
  #reading = false;
  #wrong: readonly string[] = [];

  constructor(text: string) {
    this.#wanted = wantedBy(read(text));
  }

  /** `again` opens the document once more: when all is here. */
  render(language: Language, again: () => void): TemplateResult | typeof nothing {
    const own = words[language];
    const missing = this.#missing;
    if (missing.length === 0) return nothing;
    const take = (event: Event, files: readonly File[]) => {
      const { host } = (event.target as Element).getRootNode() as ShadowRoot;
      void this.#take(files, language, again, () => (host as LitElement).requestUpdate());
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      take(event, [...(event.dataTransfer?.files ?? [])]);
    };
    return html`<div class="absent" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${drop}>
      <p>${own.wants(missing.map(({ file }) => shortened(file, 60)).join(', '))}</p>
      <label class="word file">${own.choose}<input
        type="file" multiple
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const files = [...(input.files ?? [])];
          input.value = '';
          take(event, files);
        }}
      /></label>
      <p role="status">${this.#reading ? own.reading : own.drop}</p>
      ${this.#wrong.map((line) => html`<p class="wrong">${line}</p>`)}
    </div>`;
  }

  get #missing(): readonly Wanted[] {
    return this.#wanted.filter(({ sha256 }) => !kept(sha256));
  }

  async #take(files: readonly File[], language: Language, again: () => void, changed: () => void): Promise<void> {
    if (this.#reading || files.length === 0) return;
    const own = words[language];
    this.#reading = true;
    this.#wrong = [];
    changed();
    const wrong: string[] = [];
    for (const file of files) {
      const read = await sight(file);
      const name = shortened(file.name, 60);
      if ('failed' in read) wrong.push(own.unreadable(name));
      // whatever it is called here, its bytes say which it is
      else if (this.#wanted.some(({ sha256 }) => sha256.toLowerCase() === read.ok.sight.sha256)) {
        keep(read.ok.sight.sha256, read.ok.bytes);
      } else wrong.push(own.other(name));
    }
    this.#reading = false;
    this.#wrong = wrong;
    if (this.#missing.length === 0) again();
    else changed();
  }
}

function read(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
