// The page around the figure: its language and theme, and the scene that it opens on.

import arrival from '../scenes/arrival.json?raw';
import './elements/fall-line';
import { chooseLanguage, loadWords } from './text/words';

const themes = ['auto', 'light', 'dark'] as const;
type Choice = (typeof themes)[number];

const query = new URLSearchParams(location.search);
const language = chooseLanguage([query.get('lang'), ...navigator.languages]);
document.documentElement.lang = language;

const figure = document.querySelector('fall-line');
const select = document.querySelector<HTMLSelectElement>('#theme select');

const navigation = document.querySelector('#languages');
for (const link of navigation?.querySelectorAll('a') ?? []) {
  if (link.lang === language) link.setAttribute('aria-current', 'true');
}

/** The theme goes on the page and the figure, and into the address, so that a link to this page keeps it. */
function setTheme(theme: Choice): void {
  document.documentElement.dataset.theme = theme;
  if (theme === 'auto') figure?.removeAttribute('theme');
  else figure?.setAttribute('theme', theme);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('header a')) {
    const search = new URLSearchParams(query);
    if (link.lang) search.set('lang', link.lang);
    else {
      search.delete('s');
      if (link === network) search.set('s', 'network');
      link.hash = '';
    }
    search.set('theme', theme);
    if (theme === 'auto') search.delete('theme');
    link.search = search.toString();
  }
}

/** Whose default the page opens, and which of them a scene is one of. */
const [surface, network] = document.querySelectorAll<HTMLAnchorElement>('#kinds a');
function setKind(text: string): void {
  const now = text.includes('"network":') ? network : surface;
  for (const link of [surface, network]) if (link) link.ariaCurrent = link === now ? 'true' : null;
}

const wanted = themes.find((theme) => theme === query.get('theme')) ?? 'auto';
setTheme(wanted);
if (select) {
  select.value = wanted;
  select.addEventListener('change', () => setTheme(select.value as Choice));
}

/** A link may hold a document of its own, or settings of TensorFlow Playground. */
function follow(): void {
  if (figure && /^#\w+[.=]/.test(location.hash)) figure.src = location.hash;
}
follow();
addEventListener('hashchange', follow);

/** Help is asked for from anywhere, but where one types; what has the focus in the figure is the figure's own. */
addEventListener('keydown', ({ key, target }) => {
  if (key !== '?' || (target as Element).closest?.('fall-line, input, select, textarea')) return;
  figure?.dispatchEvent(new KeyboardEvent('keydown', { key }));
});

/** The scenes are fetched when somebody comes near them, or does anything, unless one of them is wanted. */
const scene = figure?.src ? null : query.get('s');
const list = document.querySelector<HTMLElement>('#scenes');
if (figure && !figure.src && !scene) open(arrival);

function open(text: string): void {
  if (figure) figure.text = text;
  setKind(text);
}

let fetching = false;
async function showScenes(): Promise<void> {
  if (fetching) return;
  fetching = true;
  const { index, sceneOf } = await import('./scenes');
  if (list) index(list, scene, language);
  if (scene) open((await sceneOf(scene)) ?? arrival);
}
/** What cannot be fetched is tried again with the next thing that is done. */
function wantScenes(): void {
  void showScenes().catch(() => {
    fetching = false;
    if (scene && !figure?.text) open(arrival);
  });
}
if (scene) wantScenes();
for (const type of ['keydown', 'pointerdown', 'pointermove', 'scroll']) {
  addEventListener(type, wantScenes, { passive: true });
}
if (list)
  new IntersectionObserver(([seen]) => seen?.isIntersecting && wantScenes(), { rootMargin: '100px' }).observe(list);

// Not awaited: what comes later imports from this module, and would wait for it in turn.
void loadWords(language).then(({ page }) => {
  navigation?.setAttribute('aria-label', page.languages);
  document.querySelector('#kinds')?.setAttribute('aria-label', page.kinds.name);
  if (surface) surface.textContent = page.kinds.surface;
  if (network) network.textContent = page.kinds.network;
  const label = document.querySelector('#theme label');
  if (label) label.textContent = page.theme;
  for (const option of select?.options ?? []) option.textContent = page.themes[option.value as Choice];
});
