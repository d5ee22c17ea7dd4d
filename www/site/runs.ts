// Documents, run while the site is built: so no number in a sentence is typed.

import { readFileSync } from 'node:fs';
import { get, type Json, pointer } from '../src/document/pointer';
import { optimizerOf } from '../src/document/runs';
import type { Domain } from '../src/draw/scales';
import { namesOf } from '../src/elements/settings';
import { story } from '../src/elements/story';
import { filled, told as happened } from '../src/elements/title';
import type { Trace } from '../src/engine/client';
import * as engine from '../src/engine/wasm/train.js';
import { type Language, loadWords, textOf, type Words } from '../src/text/words';

engine.initSync({ module: readFileSync(new URL('../src/engine/wasm/train_bg.wasm', import.meta.url)) });

/** By language. */
const words: Readonly<Record<Language, Words>> = { en: await loadWords('en'), ko: await loadWords('ko') };

/** A document on a surface, run to its end. */
interface Run {
  readonly document: Json;
  readonly runs: readonly Trace[];
  readonly domain: Domain;
}

const known = new Map<string, Run>();

/** The canonical text; throws where the document cannot be read. */
export function canonical(text: string): string {
  return engine.parse(text);
}

/** A text with what its braces mean in a document's runs; undefined where that cannot be had without training. */
export function told(text: string, document: string, language: Language): string | undefined {
  if (!text.includes('{')) return text;
  const run = ran(document);
  return run && filled(text, run.runs, namesOf(run.document, run.runs, words[language]), run.domain);
}

/** The sentence over a document's picture: its title, or what happened; of a network what is so without training. */
export function sentence(document: string, language: Language): string | undefined {
  const title = textOf(get(JSON.parse(document) as Json, pointer('title')), language);
  if (title) return told(title, document, language) ?? certain(title);
  const run = ran(document);
  if (!run) return undefined;
  const names = namesOf(run.document, run.runs, words[language]);
  const rates = run.runs.map((_, k) => optimizerOf(run.document, k).values.lr as number);
  const f = get(run.document, pointer('task', 'surface', 'f'));
  const surface = engine.surfaces().find((one) => one.f === f)?.name ?? '';
  const seen = { surface, names, rates, runs: run.runs, domain: run.domain, lowest: Number.NaN };
  return story(seen, words[language], () => ({ told: happened }));
}

/** The sentences that hold no numbers. */
function certain(title: string): string | undefined {
  const sentences = title.split(/(?<=[.?!])\s+/).filter((one) => !one.includes('{'));
  return sentences.join(' ') || undefined;
}

function ran(text: string): Run | undefined {
  const document = JSON.parse(engine.resolve(text)) as Json;
  if (!get(document, pointer('task', 'surface'))) return undefined;
  let run = known.get(text);
  if (!run) {
    const session = new engine.Session(text);
    while (session.step(10_000));
    const runs = Array.from({ length: session.runs }, (_, k) => ({
      path: session.path(k),
      loss: session.series(k, 'loss') ?? new Float64Array(),
      summary: session.summary(k),
    }));
    const view = get(document, pointer('view', 'domain')) as Domain | null;
    run = { document, runs, domain: view ?? (Array.from(session.domain()) as unknown as Domain) };
    session.free();
    known.set(text, run);
  }
  return run;
}
