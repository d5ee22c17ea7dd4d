// "Put into a blog": a part that both panels of taking along have. What is in it is fetched when it is opened.

import { html, nothing, type TemplateResult } from 'lit';
import type { Host } from '../panel';
import type { Blog } from './blog/blog';
import { exportWords } from './words';

export class BlogPart {
  #host: Host;
  #picture: (name: string) => Promise<void>;
  #blog: Blog | undefined;
  #isOpen = false;

  constructor(host: Host, picture: (name: string) => Promise<void>) {
    [this.#host, this.#picture] = [host, picture];
  }

  close(): void {
    this.#isOpen = false;
    this.#blog?.close();
  }

  render(): TemplateResult {
    const opened = ({ target }: Event) => {
      const isOpen = (target as HTMLDetailsElement).open;
      // what opens within tells nobody here
      if (target !== (target as HTMLElement).closest('.blog') || isOpen === this.#isOpen) return;
      this.#isOpen = isOpen;
      this.#host.update();
      if (isOpen && !this.#blog) void this.#fetch();
    };
    return html`<details class="blog" @toggle=${opened}>
      <summary data-help="export-blog">${exportWords[this.#host.words.tag].blog}</summary>
      ${this.#isOpen && this.#blog ? this.#blog.render() : nothing}
    </details>`;
  }

  async #fetch(): Promise<void> {
    const { Blog } = await import('./blog/blog');
    this.#blog = new Blog(this.#host, this.#picture);
    this.#host.update();
  }
}
