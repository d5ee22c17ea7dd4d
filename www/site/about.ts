// What is checked against what, licences and data: about.en.md and its Korean sister.

import { readFileSync } from 'node:fs';
import { html } from '../src/text/html';
import type { Language } from '../src/text/words';
import type { Page } from './frame';
import { markdown, titled } from './markdown';
import { canonical } from './runs';
import { arrival } from './scenes';
import { words } from './words';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const count = (file: string) => (JSON.parse(read(file)) as { readonly length: number }).length;

/** What its braces mean. */
const facts: Readonly<Record<string, () => string | number | undefined>> = {
  traces: () => count('../../tests/reference/traces.json'),
  fingerprints: () => count('../../tests/fingerprints.json'),
  version: () => /^version = "(.+)"$/m.exec(read('../../Cargo.toml'))?.[1],
  engine: () => (JSON.parse(canonical(arrival.document)) as { engine: number }).engine,
};

export function aboutPage(language: Language): Page {
  const { name, aboutWhat } = words[language];
  const { title, rest } = titled(read(`./about.${language}.md`));
  const text = rest.replace(/\{(\w+)\}/g, (_, fact: string) => {
    const known = facts[fact]?.();
    if (known === undefined) throw new Error(`nothing is known of ${fact}`);
    return String(known);
  });
  return {
    path: 'about/',
    language,
    title: `${title} · ${name}`,
    description: aboutWhat,
    picture: arrival.stem,
    kind: 'plain',
    main: () => html`<main class="prose"><h1>${title}</h1>${markdown(text)}</main>`,
  };
}
