// The scenes: a document and a sentence each, in the order of the lessons. A new file in scenes/ is picked up by itself.

import sheet from './scenes.css?inline';
import type { Language } from './text/words';

type Names = Readonly<Record<Language, string>>;

/** Each is fetched when it is opened; only names are here. */
const files = import.meta.glob<string>('../scenes/[0-9]*.json', { import: 'default', query: '?raw' });
const names = import.meta.glob<Names>('../scenes/[0-9]*.json', { eager: true, import: 'name' });
const pictures = import.meta.glob<string>('../scenes/*.jpg', { eager: true, import: 'default', query: '?url' });

/** By the name of its file, without the lesson's number: "rate". */
const scenes = Object.entries(files).map(([file, fetched]) => {
  const stem = file.slice(file.lastIndexOf('/') + 1, -'.json'.length);
  const picture = (theme: string) => pictures[`../scenes/${stem}.${theme}.jpg`];
  return { key: stem.replace(/^\w+?-/, ''), name: names[file] as Names, fetched, picture };
});

const words = {
  en: { title: 'Scenes', next: 'Next', all: 'All scenes' },
  ko: { title: '장면', next: '다음', all: '장면 모두 보기' },
};
const strip = 3;

/** The document of a scene, as text. */
export async function sceneOf(key: string): Promise<string | undefined> {
  const found = scenes.find((one) => one.key === key);
  return found && JSON.stringify((JSON.parse(await found.fetched()) as { document: unknown }).document);
}

/** Fills a list with the next scenes, and with all of them when they are asked for. */
export function index(root: HTMLElement, current: string | null, language: Language): void {
  const { title, next, all } = words[language];
  const at = scenes.findIndex(({ key }) => key === current);
  root.setAttribute('aria-label', title);
  const shown = scenes.map(({ key, name, picture }, k) => {
    const link = document.createElement('a');
    const query = new URLSearchParams(location.search);
    query.set('s', key);
    link.href = `?${query}`;
    if (k === at) link.setAttribute('aria-current', 'page');
    for (const theme of ['light', 'dark']) {
      const image = new Image(320, 200);
      image.className = theme;
      image.loading = 'lazy';
      image.alt = '';
      image.src = picture(theme) ?? '';
      link.append(image);
    }
    link.append(name[language]);
    const item = document.createElement('li');
    item.hidden = !(k > at && k <= at + strip);
    item.append(link);
    return item;
  });
  const list = document.createElement('ol');
  list.append(...shown);
  const heading = document.createElement('h2');
  heading.textContent = next;
  const more = document.createElement('button');
  more.type = 'button';
  more.textContent = all;
  more.addEventListener('click', () => {
    for (const item of shown) item.hidden = false;
    heading.textContent = title;
    more.remove();
    shown[0]?.querySelector('a')?.focus();
  });
  const style = document.createElement('style');
  style.textContent = sheet;
  root.replaceChildren(style, heading, list, more);
}
