// The page that is one file: the figure, all scenes to choose from, and nothing that has to be fetched. Where it has a
// document of its own, that alone; in a learning platform it speaks with that.

import arrival from '../scenes/arrival.json?raw';
import { encode } from './document/link';
import './elements/fall-line';
import type { Told } from './elements/outside';
import { attend, platformOf } from './scorm';
import { chooseLanguage, type Language } from './text/words';

type Names = Readonly<Record<Language, string>>;

const texts = import.meta.glob<string>('../scenes/[0-9]*.json', { eager: true, import: 'default', query: '?raw' });
const names = import.meta.glob<Names>('../scenes/[0-9]*.json', { eager: true, import: 'name' });
const scenes = Object.entries(texts).map(([file, text]) => ({
  name: names[file] as Names,
  text: JSON.stringify((JSON.parse(text) as { document: unknown }).document),
}));

const words = {
  en: {
    first: 'Two ways down a valley',
    labels: ['Scene', 'Language', 'Theme'],
    themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  },
  ko: {
    first: '골짜기를 내려가는 두 길',
    labels: ['장면', '언어', '테마'],
    themes: { auto: '자동', light: '밝게', dark: '어둡게' },
  },
};
const languages = ['en', 'ko'] as const;
const themes = ['auto', 'light', 'dark'] as const;

const root = document.documentElement;
const figure = document.querySelector('fall-line') as HTMLElementTagNameMap['fall-line'];
const [scene, language, theme] = [...document.querySelectorAll('select')] as [
  HTMLSelectElement,
  HTMLSelectElement,
  HTMLSelectElement,
];

function fill(select: HTMLSelectElement, texts: readonly string[]): void {
  const at = Math.max(0, select.selectedIndex);
  select.replaceChildren(...texts.map((text, k) => new Option(text, String(k))));
  select.selectedIndex = at;
}

function speak(tag: Language): void {
  root.lang = tag;
  const { first, labels, themes: called } = words[tag];
  [scene, language, theme].forEach((select, k) => {
    const label = select.parentElement?.querySelector('span');
    if (label) label.textContent = labels[k] ?? '';
  });
  fill(scene, [first, ...scenes.map(({ name }) => name[tag])]);
  fill(
    theme,
    themes.map((one) => called[one]),
  );
}

fill(language, ['English', '한국어']);
language.selectedIndex = languages.indexOf(chooseLanguage(navigator.languages));
language.addEventListener('change', () => speak(languages[language.selectedIndex] ?? 'en'));
theme.addEventListener('change', () => {
  const wanted = themes[theme.selectedIndex] ?? 'auto';
  root.dataset.theme = wanted;
  if (wanted === 'auto') figure.removeAttribute('theme');
  else figure.setAttribute('theme', wanted);
});
scene.addEventListener('change', () => {
  figure.text = scenes[scene.selectedIndex - 1]?.text ?? arrival;
  history.replaceState(null, '', location.href.replace(/#.*/s, ''));
});

/** The address holds what was made of a scene. */
let saving: ReturnType<typeof setTimeout> | undefined;
figure.addEventListener('fall-line-change', (event) => {
  const { text } = (event as CustomEvent<Told['change']>).detail;
  clearTimeout(saving);
  saving = setTimeout(async () => history.replaceState(null, '', await encode(text)), 300);
});
const follow = () => {
  if (/^#\w+[.=]/.test(location.hash)) figure.src = location.hash;
};
addEventListener('hashchange', follow);
speak(languages[language.selectedIndex] ?? 'en');
const own = document.querySelector('#document')?.textContent;
if (own) {
  scene.parentElement?.remove();
  const platform = platformOf(window);
  if (platform) void attend(figure, own, platform);
  else figure.text = own;
}
follow();
if (!figure.src && !own) figure.text = arrival;
