// A live figure of Fall Line in a page made with React 18 or 19. This file goes to where your components are.
//
//   <FallLine src="/valley.json" />   <FallLine link="#1.…" />   <FallLine document={{ task: … }} onStep={…} />

import { createElement, type ReactElement, useEffect, useRef } from 'react';

const base = 'FALL_LINE_BASE';
const integrity = 'FALL_LINE_INTEGRITY';

export interface FallLineProps {
  /** A file with the experiment. */
  readonly src?: string;
  /** A link that holds it: `#1.…`, or an address that ends in one. */
  readonly link?: string;
  /** The experiment itself. */
  readonly document?: object;
  /** Read out as the figure's name, and shown where there is no JavaScript. */
  readonly title?: string;
  /** A picture of it, for feeds and print. */
  readonly picture?: string;
  /** Of the picture, in pixels. */
  readonly height?: number;
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly lang?: 'en' | 'ko';
  /** Names of panels that are open, with spaces between them. */
  readonly panels?: string;
  /** What the page keeps free: on phones, in wide columns, in wide columns under a finger. */
  readonly space?: readonly [narrow: number, wide: number, touch: number];
  /** Where Fall Line is, if it is not where this file says; then with the integrity of the module there. */
  readonly base?: string;
  readonly integrity?: string;
  readonly onOpen?: (told: { text: string }) => void;
  readonly onChange?: (told: { text: string }) => void;
  readonly onStep?: (told: { step: number; steps: number }) => void;
  readonly onDone?: (told: { step: number; steps: number }) => void;
}

const style = `.fall-line{container-type:inline-size;margin-block:1.5em}.fall-line>fall-line{display:block;min-height:var(--narrow)}.fall-line img{display:block;width:100%;height:auto}@container(min-width:700px){.fall-line>fall-line{min-height:var(--wide)}@media(pointer:coarse){.fall-line>fall-line{min-height:var(--touch)}}}`;

const loaded = new Set<string>();

/** However many figures there are, the module is loaded once. */
function load(from: string, sum: string): void {
  if (loaded.has(from)) return;
  loaded.add(from);
  const script = window.document.createElement('script');
  Object.assign(script, { type: 'module', src: `${from}fall-line.js`, integrity: sum });
  window.document.head.append(script);
}

/** JSON within a script: what could end that is written otherwise. */
const json = (value: object) => JSON.stringify(value).replaceAll('<', '\\u003c');

export function FallLine(props: FallLineProps): ReactElement {
  const { src, link, document, title = 'Fall Line', picture, height = 320, theme, lang, panels } = props;
  const { space = [1156, 912, 992] } = props;
  const [from, sum] = props.base ? [props.base, props.integrity ?? ''] : [base, integrity];
  const figure = useRef<HTMLElement & { text?: string }>(null);
  const heard = useRef(props);
  heard.current = props;
  const text = document && json(document);

  useEffect(() => load(from, sum), [from, sum]);
  useEffect(() => {
    const { current } = figure;
    // before the module is there, the element reads it from its script
    if (text && current && customElements.get('fall-line') && current.text !== text) current.text = text;
  }, [text]);
  useEffect(() => {
    const { current } = figure;
    const stop = new AbortController();
    for (const name of ['Open', 'Change', 'Step', 'Done'] as const) {
      const tell = (event: Event) => heard.current[`on${name}`]?.((event as CustomEvent).detail);
      current?.addEventListener(`fall-line-${name.toLowerCase()}`, tell, { signal: stop.signal });
    }
    return () => stop.abort();
  }, []);

  const way = link ? (link.startsWith('#') ? `${from}embed.html${link}` : link) : '';
  const [narrow, wide, touch] = space.map((one) => `${one}px`);
  return createElement(
    'div',
    {
      className: 'fall-line',
      role: 'group',
      'aria-label': title,
      style: { '--narrow': narrow, '--wide': wide, '--touch': touch },
    },
    createElement('style', null, style),
    createElement(
      'fall-line',
      { ref: figure, src: src ?? link, height: String(height), theme, lang, panels },
      text && createElement('script', { type: 'application/json', dangerouslySetInnerHTML: { __html: text } }),
      createElement(
        'a',
        { slot: 'picture', href: way || src },
        picture ? createElement('img', { src: picture, alt: title }) : title,
      ),
    ),
  );
}
