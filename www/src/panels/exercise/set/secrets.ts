// What no link holds: right answers, the rules that are to be found, and salt. They stand in the panel's memory and in the
// key, which can be opened again.

import { get, type Json, pointer } from '../../../document/pointer';
import { readNumber } from '../../../draw/format';
import type { Host } from '../../panel';
import type { Parts } from '../grader';

export type Kind = 'number' | 'formula' | 'choice';

export interface Question {
  readonly text?: Json;
  readonly kind?: Json;
  readonly first?: boolean;
  readonly reveal?: Json;
}

export function questionsOf(document: Json): readonly Question[] {
  return (get(document, pointer('exercise', 'questions')) ?? []) as readonly Question[];
}

export function kindOf({ kind }: Question): Kind {
  return ((typeof kind === 'string' ? kind : Object.keys(kind ?? {})[0]) ?? 'number') as Kind;
}

/** A file that was opened: whether it is a key of just this exercise, of another state of it, or none. */
export type Opened = 'same' | 'other' | 'none';

export class Secrets {
  /** As they were typed, by what is asked: so that they stay with their questions whatever is undone. */
  #answers = new Map<string, string>();
  /** By run. */
  references = new Map<number, Json>();
  #salt: string | undefined;

  answer(document: Json, question: number): string {
    return this.#answers.get(nameOf(document, question)) ?? '';
  }

  setAnswer(document: Json, question: number, text: string): void {
    this.#answers.set(nameOf(document, question), text);
  }

  /** Questions have been asked in other words: their answers go along. */
  carry(before: Json, after: Json): void {
    if (questionsOf(before).length !== questionsOf(after).length) return;
    for (const k of questionsOf(after).keys()) {
      const [was, is] = [nameOf(before, k), nameOf(after, k)];
      const answer = this.#answers.get(was);
      if (was !== is && answer !== undefined) this.#answers.set(is, answer);
    }
  }

  parts(document: Json): Parts {
    const answers = questionsOf(document).map((question, k) => {
      const text = this.answer(document, k).trim();
      if (text === '') return null;
      return kindOf(question) === 'formula' ? text : (readNumber(text) ?? text);
    });
    const runs = ((get(document, pointer('runs')) ?? []) as Json[]).length;
    const references = [...this.references]
      .filter(([run]) => run < runs)
      .sort(([a], [b]) => a - b)
      .map(([run, optimizer]) => ({ run, optimizer }));
    return { answers, references };
  }

  /** The same for as long as an exercise is worked on: so the hidden starts stay where they are. */
  get salt(): string {
    this.#salt ??= Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    return this.#salt;
  }

  /** Takes what a key holds; `key` is what the exercise would have as it stands. */
  open(text: string, document: Json, key: string): Opened {
    const read = (json: string) => {
      try {
        return JSON.parse(json) as Json;
      } catch {
        return null;
      }
    };
    const [own, of] = [read(text), get(read(key), '/exercise')];
    const [exercise, salt] = [get(own, '/exercise'), get(own, '/salt')];
    const [answers, references] = [get(own, '/answers') ?? [], get(own, '/references') ?? []];
    const isKey = typeof exercise === 'string' && /^[\da-f]{32}$/.test(String(salt));
    if (!isKey || !Array.isArray(answers) || !Array.isArray(references)) return 'none';
    this.#salt = String(salt);
    for (const k of questionsOf(document).keys()) {
      const answer = answers[k] ?? null;
      if (typeof answer === 'number' || typeof answer === 'string') this.setAnswer(document, k, String(answer));
    }
    for (const one of references) {
      const [run = 0, optimizer] = [get(one, '/run'), get(one, '/optimizer')];
      if (typeof run === 'number' && optimizer !== undefined) this.references.set(run, optimizer);
    }
    return exercise === of ? 'same' : 'other';
  }
}

/** What a question asks, and which of those that ask the same it is. */
function nameOf(document: Json, question: number): string {
  const names = questionsOf(document).map(({ text = '', kind = 'number' }) => JSON.stringify([text, kind]));
  const name = names[question] ?? '';
  const earlier = names.slice(0, question).filter((one) => one === name).length;
  return `${earlier} ${name}`;
}

/** A panel that is closed and opened again has them still. */
const kept = new WeakMap<Host, Secrets>();

export function secretsOf(host: Host): Secrets {
  const own = kept.get(host) ?? new Secrets();
  kept.set(host, own);
  return own;
}
