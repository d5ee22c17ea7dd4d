// A figure for a post: asks how the post is written, and shows the exact files and lines. Nothing of it is remembered.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../../controls/checkbox';
import { choice } from '../../../controls/choice';
import { live } from '../../../controls/live';
import { encode } from '../../../document/link';
import { Answer, type Host } from '../../panel';
import { button, Taking } from '../taking';
import sheet from './blog.css?inline';
import { home, type Sums, sumsOf, version } from './home';
import { type Space, spaceOf, usualSpace } from './measure';
import { type Asked, policy, recipe, type Way, ways } from './recipe';
import { type BlogWords, blogWords } from './words';

/** What can be copied. */
type Place = 'file' | 'post' | 'policy';

/** Of an address: some programs cut longer ones. */
const longest = 8000;

export class Blog {
  #host: Host;
  #taking: Taking<Place>;
  #picture: (name: string) => Promise<void>;
  #stopped = new AbortController();
  #way: Way = 'hugo';
  #name: string;
  #isFile = true;
  #hasPicture = true;
  #theme: Asked['theme'] = 'auto';
  #lang: Asked['lang'] = '';
  #height = 320;
  readonly #home = home();
  #isOwn = this.#home === undefined;
  #folder = `/fall-line/${version}/`;
  #sums: Answer<Sums>;
  #link: Answer<string>;
  #space: Answer<{ readonly key: string; readonly space: Space }>;

  /** `picture` saves the figure's picture under a name. */
  constructor(host: Host, picture: (name: string) => Promise<void>) {
    [this.#host, this.#picture] = [host, picture];
    this.#taking = new Taking(host);
    this.#sums = new Answer(host);
    this.#link = new Answer(host);
    this.#space = new Answer(host);
    this.#name = /\/s\/([a-z\d-]+)\//.exec(location.pathname)?.[1] ?? 'fall-line';
  }

  close(): void {
    this.#taking.close();
    this.#stopped.abort();
  }

  render(): TemplateResult {
    const words = blogWords[this.#host.words.tag];
    const text = this.#text();
    if (text === undefined) return html`<p>${this.#host.words.plane.preparing}</p>`;
    const asked = this.#asked(text);
    const { setUp, document, picture, post } = recipe(asked);
    const [before, after] = words.once('\n').split('\n');
    return html`<style>${sheet}</style>
      ${this.#questions(words)}
      <ol class="steps">
        ${
          setUp &&
          html`<li>${before}<code>${setUp.path}</code>${after}
            <div class="row">
              ${this.#save(setUp.path, setUp.text, words)}
              ${this.#copy('file', setUp.text, words)}
            </div>
            <details><summary data-help="export-blog-look">${words.look}</summary>${lines(setUp.text, words.content, 'blog-content')}</details>
            ${this.#taking.trouble('file')}
          </li>`
        }
        ${
          document || picture
            ? html`<li>${asked.way === 'hugo' ? words.hugoFiles : words.files}
            <div class="row">
              ${document ? this.#save(document, `${text}\n`, words) : nothing}
              ${picture ? button('blog-picture', words.save(last(picture)), () => void this.#picture(last(picture))) : nothing}
            </div>
            ${document ? html`<p class="about"><code>${document}</code></p>` : nothing}
            ${picture ? html`<p class="about"><code>${picture}</code></p>` : nothing}
          </li>`
            : nothing
        }
        <li>${words.posts[this.#way]}
          ${lines(post, words.lines, 'blog-lines')}
          <div class="row">${this.#copy('post', post, words)}</div>
          ${this.#measured(asked) ? nothing : html`<p class="about">${words.measuring}</p>`}
          ${post.length > longest ? html`<p class="about">${words.long(Math.ceil(post.length / 1000))}</p>` : nothing}
          ${this.#taking.trouble('post')}
        </li>
      </ol>
      ${this.#notes(asked, words)}
      ${this.#taking.said()}`;
  }

  #questions(words: BlogWords): TemplateResult {
    const pick = <T extends string>(
      label: string,
      about: string,
      value: T,
      named: Readonly<Record<T, string>>,
      change: (value: T) => void,
    ) =>
      choice({
        label,
        about: `export-blog-${about}`,
        value,
        options: Object.entries<string>(named).map(([value, text]) => ({ value, text })),
        change: (value) => this.#set(() => change(value as T)),
      });
    const isWrong = !/^[a-z\d-]+$/.test(this.#name);
    const there = this.#home && new URL(this.#home).host;
    return html`<div class="row asked">
        ${pick(
          words.where,
          'where',
          this.#way,
          Object.fromEntries(ways.map((way) => [way, words.ways[way]])) as Record<Way, string>,
          (way) => {
            this.#way = way;
          },
        )}
        ${pick(words.theme, 'theme', this.#theme, words.themes, (theme) => {
          this.#theme = theme;
        })}
        ${pick(words.lang, 'lang', this.#lang, words.langs, (lang) => {
          this.#lang = lang;
        })}
        <label data-help="export-blog-height">${words.height}<input class="number" type="number" min="120" max="900" step="10"
          .value=${live(String(this.#height))}
          @change=${({ target }: Event) =>
            this.#set(() => {
              this.#height = Math.min(900, Math.max(120, Number((target as HTMLInputElement).value) || 320));
            })} /></label>
      </div>
      <div class="row asked">
        ${
          this.#way === 'frame'
            ? nothing
            : html`${pick(words.keep, 'keep', this.#isFile ? 'file' : 'line', words.keeps, (keep) => {
                this.#isFile = keep === 'file';
              })}
        ${checkbox({
          label: words.picture,
          on: this.#hasPicture,
          about: 'export-blog-has-picture',
          change: (on) =>
            this.#set(() => {
              this.#hasPicture = on;
            }),
        })}
        ${
          this.#isFile || this.#hasPicture
            ? html`<label data-help="export-blog-name">${words.name}<input class="number" autocomplete="off" autocapitalize="off" spellcheck="false"
          aria-invalid=${isWrong ? 'true' : 'false'} .value=${live(this.#name)}
          @input=${({ target }: Event) =>
            this.#set(() => {
              this.#name = (target as HTMLInputElement).value;
            })} /></label>
        ${isWrong ? html`<p class="wrong" role="alert">${words.nameWrong}</p>` : nothing}`
            : nothing
        }`
        }
      </div>
      <div class="row asked">
        ${
          there
            ? pick(words.from, 'from', this.#isOwn ? 'own' : 'there', words.froms(there), (from) => {
                this.#isOwn = from === 'own';
              })
            : nothing
        }
        ${
          this.#isOwn
            ? html`<label data-help="export-blog-folder">${words.folder}<input class="number wide" autocomplete="off" autocapitalize="off" spellcheck="false"
          .value=${live(this.#folder)}
          @change=${({ target }: Event) =>
            this.#set(() => {
              this.#folder = `${(target as HTMLInputElement).value.trim().replace(/["'<>\s]/g, '')}/`.replace(
                /\/+$/,
                '/',
              );
            })} /></label>`
            : nothing
        }
      </div>`;
  }

  #notes(asked: Asked, words: BlogWords): TemplateResult {
    const isLocal = !this.#isOwn && /^(localhost|127\.|\[::1)/.test(new URL(asked.base).host);
    const line = policy(asked);
    return html`<div class="notes">
      ${isLocal ? html`<p class="wrong">${words.local}</p>` : nothing}
      <p>${this.#way === 'frame' ? words.frame(asked.base) : `${words.fetched(asked.base)} ${words.sums}`}</p>
      ${
        this.#isOwn && this.#home
          ? html`<p>${words.ownAbout}</p>
            <div class="row"><a class="word link" data-help="export-blog-archive" href="${this.#home.replace(/\/$/, '')}.zip" download>${words.archive}</a></div>`
          : nothing
      }
      <h3>${words.policy}</h3>
      <p>${words.policyAbout}</p>
      ${lines(line, words.policy, 'blog-policy')}
      <div class="row">${this.#copy('policy', line, words)}</div>
      ${this.#taking.trouble('policy')}
    </div>`;
  }

  #set(change: () => void): void {
    change();
    this.#host.update();
  }

  /** The document as a post has it: this panel is not open there. */
  #text(): string | undefined {
    const text = this.#host.finished?.opened.text;
    if (text === undefined) return undefined;
    const document = JSON.parse(text) as { view?: { panels?: unknown[] } };
    const panels = document.view?.panels?.filter(
      (one) => one !== 'export' && !(typeof one === 'object' && one && 'export' in one),
    );
    if (document.view && panels) {
      document.view.panels = panels;
      if (panels.length === 0) delete document.view.panels;
      if (Object.keys(document.view).length === 0) delete document.view;
    }
    return JSON.stringify(document);
  }

  #asked(text: string): Asked {
    const folder = this.#home;
    return {
      way: this.#way,
      name: /^[a-z\d-]+$/.test(this.#name) ? this.#name : 'fall-line',
      title: this.#host.sentence ?? 'Fall Line',
      document: text,
      link: this.#link.of(text, async () => ({ ok: await encode(text) })) ?? '',
      isFile: this.#isFile && this.#way !== 'frame',
      hasPicture: this.#hasPicture && this.#way !== 'frame',
      theme: this.#theme,
      lang: this.#lang,
      height: this.#height,
      space: this.#measure(text)?.space ?? usualSpace,
      base: this.#isOwn || !folder ? this.#folder : folder,
      sums: (folder && this.#sums.of(folder, async () => ({ ok: await sumsOf(folder) }))) || {},
    };
  }

  #measure(text: string): { readonly key: string; readonly space: Space } | undefined {
    const [lang, height] = [this.#lang || this.#host.words.tag, this.#height];
    const key = `${lang} ${height} ${text}`;
    return this.#space.of(key, async () => {
      const space = await spaceOf(text, lang, height, this.#stopped.signal);
      return { ok: { key, space: space ?? usualSpace } };
    });
  }

  #measured({ document, height }: Asked): boolean {
    return this.#measure(document)?.key === `${this.#lang || this.#host.words.tag} ${height} ${document}`;
  }

  #save(path: string, text: string, words: BlogWords): TemplateResult {
    const type = path.endsWith('.json') ? 'application/json' : 'text/plain';
    return button('blog-save', words.save(last(path)), () => this.#taking.save(new Blob([text], { type }), last(path)));
  }

  #copy(place: Place, text: string, words: BlogWords): TemplateResult {
    const said = this.#taking.copied === place ? words.copied : words.copy;
    return button(`blog-copy-${place}`, said, () => void this.#taking.copy(place, text));
  }
}

function lines(text: string, label: string, about: string): TemplateResult {
  return html`<pre tabindex="0" data-help="export-${about}" role="region" aria-label=${label}>${text}</pre>`;
}

function last(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
