// What stands around every page: its head, the header with the ways through the site, and the footer.

import { Html, html } from '../src/text/html';
import type { Language } from '../src/text/words';
import { words } from './words';

/** One page in one language. */
export interface Page {
  /** Where it is, from the site's root and without its language: "s/rate/". */
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  /** The stem of the scene whose picture stands for it. */
  readonly picture: string;
  readonly kind: 'front' | 'scene' | 'lesson' | 'plain' | 'missing';
  /** Which way of the header leads to it. */
  readonly way?: 'surface' | 'network' | 'scenes' | 'lessons' | 'exercises';
  readonly main: (at: At) => Html;
}

/** Addresses as they are from a page. */
export interface At {
  /** Of a place of the site, by its path from the root. */
  readonly to: (path: string) => string;
  /** Of a picture of a scene. */
  readonly picture: (stem: string, theme: 'light' | 'dark') => string;
}

/** What the build knows of the site. */
export interface Site {
  /** Where it will be, with a slash at the end; empty where that is not known. */
  readonly address: string;
  /** A source file's place in the built site. */
  readonly asset: (file: string) => string;
}

export const languages: readonly Language[] = ['en', 'ko'];

export function place(language: Language, path: string): string {
  return language === 'en' ? path : `${language}/${path}`;
}

/** The page's HTML: the built index.html, filled. */
export function render(page: Page, template: string, site: Site): string {
  const own = place(page.language, page.path);
  // what is missing may be missed anywhere
  const root = page.kind === 'missing' ? site.address || './' : '../'.repeat(own.split('/').length - 1);
  const to = (path: string) => root + path || './';
  const at = { to, picture: (stem: string, theme: string) => to(site.asset(`scenes/${stem}.${theme}.jpg`)) };
  const drawn = page.kind !== 'plain' && page.kind !== 'missing';
  const filled: Readonly<Record<string, Html>> = {
    head: head(page, at, site),
    body: html`${header(page, at)}${page.main(at)}${footer(page, at)}`,
  };
  return template
    .replace(/<script type="module"[^>]*><\/script>\s*/g, (script) => (drawn ? script : ''))
    .replace(/\b(src|href)="\.\//g, (_, name: string) => `${name}="${root || './'}`)
    .replace(
      '<html lang="en"',
      `<html lang="${page.language}"${own === '' && page.kind === 'front' ? ' data-front' : ''}`,
    )
    .replace(/<!--(\w+)-->/g, (_, name: string) => filled[name]?.text ?? '')
    .replace(/>\s*\n\s*</g, '>\n<');
}

function head({ path, language, title, description, picture, kind }: Page, at: At, site: Site): Html {
  const whole = (inner: string) => (site.address ? site.address + inner : at.to(inner));
  const image = whole(site.asset(`scenes/${picture}.card.jpg`));
  // these mean nothing without a whole address
  const others = languages.map(
    (other) => html`<link rel="alternate" hreflang="${other}" href="${whole(place(other, path))}" />`,
  );
  const links = site.address && html`<link rel="canonical" href="${whole(place(language, path))}" />${others}`;
  const sheets = kind === 'front' || kind === 'scene' ? [] : ['src/page/prose.css'];
  return html`<title>${title}</title>
    <meta name="description" content="${description}" />
    ${
      kind !== 'missing' &&
      html`${links}
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:image" content="${image}" />
    <meta name="twitter:card" content="summary_large_image" />`
    }
    ${sheets.map((sheet) => html`<link rel="stylesheet" href="${at.to(site.asset(sheet))}" />`)}
    <script type="module" blocking="render" src="${at.to(site.asset('src/page/theme.ts'))}"></script>`;
}

const mark = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M2 7c6 1 13 1 20-2M2 13c6 2 13 2 20-1M2 19c6 2 13 2 20 0" class="contours" />
          <path d="M11 2c2 5 2 9 1 12s0 6 1 8" class="line" />
        </svg>`;

function header({ path, language, kind, way }: Page, { to }: At): Html {
  const { name, kinds, site, scenes, lessons, exercises, languages: choice } = words[language];
  const link = (own: Page['way'], inner: string, text: string) =>
    html`<a href="${to(place(language, inner))}"${new Html(own === way ? ' aria-current="true"' : '')}>${text}</a>`;
  const home = html`<a href="${to(place(language, ''))}">${mark}${name}</a>`;
  // from there a browser is led to its own language
  const stay = path === '' ? '?lang=en' : '';
  return html`<header>
      ${kind === 'front' ? html`<h1>${home}</h1>` : html`<p class="mark">${home}</p>`}
      <nav id="kinds" aria-label="${kinds.name}">${link('surface', '', kinds.surface)}${link('network', 's/network/', kinds.network)}</nav>
      <nav id="ways" aria-label="${site}">${link('scenes', 's/', scenes)}${link('lessons', 'l/', lessons)}${link('exercises', 'e/', exercises)}</nav>
      <nav id="languages" aria-label="${choice}">${languages.map(
        (other) =>
          html`<a href="${to(place(other, path))}${other === 'en' ? stay : ''}" lang="${other}" hreflang="${other}"${new Html(
            other === language ? ' aria-current="true"' : '',
          )}>${{ en: 'English', ko: '한국어' }[other]}</a>`,
      )}</nav>
      ${theme(language)}
    </header>`;
}

function theme(language: Language): Html {
  const { theme: label, themes } = words[language];
  return html`<label class="theme"><span>${label}</span><select>${Object.entries(themes).map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select></label>`;
}

function footer({ language }: Page, { to }: At): Html {
  const { about, free, scenes, lessons, exercises } = words[language];
  const link = (inner: string, text: string) => html`<a href="${to(place(language, inner))}">${text}</a>`;
  return html`<footer>${link('s/', scenes)}${link('l/', lessons)}${link('e/', exercises)}${link('about/', about)}<span>${free}</span>${theme(language)}</footer>`;
}
