// What went wrong, in the place of a picture.

import type { TemplateResult } from 'lit';
import type { Failure } from '../engine/client';
import type { Words } from '../text/words';
import type { failurePanel } from './failure-panel';
import { plainPanel } from './plain-panel';

export class Trouble {
  failure: Failure | undefined;
  #panel: typeof failurePanel | undefined;

  /** Its panel and its words come when they are needed; should that fail too, there are plain words here. */
  async fetch(): Promise<void> {
    this.#panel ??= (await import('./failure-panel').catch(() => undefined))?.failurePanel;
  }

  render(failure: Failure, given: string | undefined, words: Words, retry: () => void): TemplateResult {
    const document = failure.code.startsWith('document') ? undefined : given;
    return (this.#panel ?? plainPanel)(failure, document, words, () => {
      this.failure = undefined;
      retry();
    });
  }
}
