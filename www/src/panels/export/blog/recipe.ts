// What to put where, exactly: the files of a site and the lines of a post, for each way to write one.

import { filled } from '../../../../kit/filled';
import hugo from '../../../../kit/hugo/fall-line.html?raw';
import jekyll from '../../../../kit/jekyll/fall-line.html?raw';
import react from '../../../../kit/react/FallLine.tsx?raw';
import type { Sums } from './home';
import type { Space } from './measure';

export const ways = ['hugo', 'jekyll', 'html', 'frame', 'react'] as const;
export type Way = (typeof ways)[number];

export interface Asked {
  readonly way: Way;
  /** What its files are called. */
  readonly name: string;
  readonly title: string;
  readonly document: string;
  /** `#1.…` */
  readonly link: string;
  /** Whether the experiment is a file of its own; else it stands in the line. */
  readonly isFile: boolean;
  readonly hasPicture: boolean;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly lang: '' | 'en' | 'ko';
  readonly height: number;
  readonly space: Space;
  /** The folder of Fall Line, with a slash at the end. */
  readonly base: string;
  readonly sums: Sums;
}

/** A text of so many lines, and where it goes. */
export interface Piece {
  readonly path: string;
  readonly text: string;
}

export interface Recipe {
  /** Once for the site. */
  readonly setUp?: Piece;
  /** Where the experiment and its picture go, if they are files. */
  readonly document?: string;
  readonly picture?: string;
  /** What stands in the post. */
  readonly post: string;
}

export function recipe(asked: Asked): Recipe {
  return {
    ...{ hugo: hugoRecipe, jekyll: jekyllRecipe, html: htmlRecipe, frame: frameRecipe, react: reactRecipe }[asked.way](
      asked,
    ),
  };
}

function hugoRecipe(asked: Asked): Recipe {
  const { name, isFile, hasPicture } = asked;
  const given = [
    isFile ? ['src', `${name}.json`] : ['link', asked.link],
    ['title', asked.title],
    ...(hasPicture ? [['picture', `${name}.svg`]] : []),
    ...options(asked),
  ];
  const params = given.map(([key, value = '']) => `${key}="${quoted(value)}"`).join(' ');
  return {
    setUp: { path: 'layouts/shortcodes/fall-line.html', text: fill(hugo, asked) },
    ...(isFile ? { document: `content/posts/${asked.name}/${name}.json` } : {}),
    ...(hasPicture ? { picture: `content/posts/${asked.name}/${name}.svg` } : {}),
    post: `{{< fall-line ${params} >}}`,
  };
}

function jekyllRecipe(asked: Asked): Recipe {
  const { name, isFile, hasPicture } = asked;
  const given = [
    isFile ? ['src', `/assets/${name}.json`] : ['link', asked.link],
    ['title', asked.title],
    ...(hasPicture ? [['picture', `/assets/${name}.svg`]] : []),
    ...options(asked),
  ];
  const params = given.map(([key, value = '']) => `${key}="${quoted(value)}"`).join(' ');
  return {
    setUp: { path: '_includes/embed/fall-line.html', text: fill(jekyll, asked) },
    ...(isFile ? { document: `assets/${name}.json` } : {}),
    ...(hasPicture ? { picture: `assets/${name}.svg` } : {}),
    post: `{% include embed/fall-line.html ${params} %}`,
  };
}

/** The style that keeps a figure's place free before it stands. */
const [, style = ''] = /<style>(.*)<\/style>/.exec(hugo) ?? [];

function htmlRecipe(asked: Asked): Recipe {
  const { name, isFile, hasPicture, space, base, title } = asked;
  const given = [...(isFile ? [['src', `${name}.json`]] : []), ...options(asked).filter(([key]) => key !== 'space')];
  const attributes = given.map(([key, value = '']) => `${key}="${plain(value)}"`).join(' ');
  const own = isFile ? '' : `<script type="application/json">${asked.document.replaceAll('<', '\\u003c')}</script>`;
  const shown = hasPicture ? `<img src="${name}.svg" alt="${plain(title)}">` : plain(title);
  const heights = ['narrow', 'wide', 'touch'].map((one, k) => `--${one}:${space[k]}px`).join(';');
  return {
    ...(isFile ? { document: `${name}.json` } : {}),
    ...(hasPicture ? { picture: `${name}.svg` } : {}),
    post: `<div class="fall-line" role="group" aria-label="${plain(title)}" style="${heights}">
<style>${style}</style>
<fall-line ${attributes}>${own}<a slot="picture" href="${base}embed.html${asked.link}">${shown}</a></fall-line>
<script type="module" src="${plain(base)}fall-line.js"${integrity(asked, 'fall-line.js')}></script>
</div>`,
  };
}

/** Around the figure in its page. */
const edge = 8;

function frameRecipe(asked: Asked): Recipe {
  const { base, space, title, theme, lang, height, link } = asked;
  const query = new URLSearchParams({ height: String(height) });
  if (lang) query.set('lang', lang);
  if (theme !== 'auto') query.set('theme', theme);
  const [narrow, wide] = space.map((one) => one + edge) as [number, number];
  const address = `${base}embed.html?${query}${link}`;
  // phones have narrow columns, and wider screens wide ones; a script makes it exact
  const high = `clamp(${wide}px,(740px - 100vw)*9999,${Math.max(narrow, wide)}px)`;
  return {
    post: `<iframe src="${plain(address)}" title="${plain(title)}" loading="lazy" style="width:100%;height:${high};border:0"></iframe>
<script type="module" src="${plain(base)}embed.js"${integrity(asked, 'embed.js')}></script>`,
  };
}

function reactRecipe(asked: Asked): Recipe {
  const { name, isFile, hasPicture, title, theme, lang, height, space, link } = asked;
  const given = [
    `${isFile ? 'src' : 'link'}=${JSON.stringify(isFile ? `/${name}.json` : link)}`,
    `title={${JSON.stringify(title)}}`,
    ...(hasPicture ? [`picture="/${name}.svg"`] : []),
    ...(theme === 'auto' ? [] : [`theme="${theme}"`]),
    ...(lang ? [`lang="${lang}"`] : []),
    `height={${height}}`,
    `space={[${space.join(', ')}]}`,
  ];
  return {
    setUp: { path: 'src/FallLine.tsx', text: fill(react, asked) },
    ...(isFile ? { document: `public/${name}.json` } : {}),
    ...(hasPicture ? { picture: `public/${name}.svg` } : {}),
    post: `import { FallLine } from './FallLine';\n\n<FallLine ${given.join(' ')} />`,
  };
}

/** What the page says of its policy, if it has one. */
export function policy({ way, base, isFile, hasPicture }: Asked): string {
  const site = /^https?:/.test(base) ? new URL(base).origin : "'self'";
  if (way === 'frame') return `frame-src ${site}; script-src ${site}; style-src 'unsafe-inline'`;
  const own = isFile && site !== "'self'" ? " 'self'" : '';
  const pictures = hasPicture ? " 'self'" : '';
  return `script-src ${site} 'wasm-unsafe-eval'; worker-src blob: ${site}; connect-src ${site}${own}; style-src 'unsafe-inline'; img-src data:${pictures}`;
}

function options({ theme, lang, height, space }: Asked): string[][] {
  return [
    ...(theme === 'auto' ? [] : [['theme', theme]]),
    ...(lang ? [['lang', lang]] : []),
    ['height', String(height)],
    ['space', space.join(' ')],
  ];
}

function fill(text: string, { base, sums }: Asked): string {
  return filled(text, base, sums['fall-line.js'] ?? '');
}

function integrity({ sums }: Asked, name: string): string {
  return sums[name] ? ` integrity="${sums[name]}"` : '';
}

/** Within quotes of a shortcode or an include: neither may end there. */
function quoted(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[>%}](?=[}])|\{(?=[{%])/g, (letter) => `${letter} `)
    .replace(/[\\"]/g, '\\$&');
}

function plain(text: string): string {
  const letters: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/\s+/g, ' ').replace(/[&<>"]/g, (letter) => letters[letter] ?? letter);
}
