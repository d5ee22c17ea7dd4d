// The scenes, in the order of the lessons: a new file in scenes/ is picked up by itself.

import { readdirSync, readFileSync } from 'node:fs';
import type { Language } from '../src/text/words';

export interface Scene {
  /** The name of its file, without the lesson's number: "rate". */
  readonly key: string;
  /** The lesson that it goes with. */
  readonly lesson: number;
  readonly name: Readonly<Record<Language, string>>;
  readonly document: string;
  /** Its file's name, which those of its pictures begin with. */
  readonly stem: string;
}

const folder = new URL('../scenes/', import.meta.url);

const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export const scenes: readonly Scene[] = readdirSync(folder)
  .filter((name) => /^\d.*\.json$/.test(name))
  .sort()
  .map((file) => {
    const stem = file.slice(0, -'.json'.length);
    const { name, document } = read(file) as { name: Scene['name']; document: unknown };
    return {
      key: stem.replace(/^\w+?-/, ''),
      lesson: Number.parseInt(stem, 10),
      name,
      document: JSON.stringify(document),
      stem,
    };
  });

/** What the front page opens on. */
export const arrival = { stem: 'arrival', document: JSON.stringify(read('arrival.json')) } as const;

const twice = scenes.find(({ key }, k) => scenes.findIndex((other) => other.key === key) < k);
if (twice) throw new Error(`two scenes are called ${twice.key}`);

export function sceneOf(key: string): Scene {
  const scene = scenes.find((one) => one.key === key);
  if (!scene) throw new Error(`there is no scene ${key}`);
  return scene;
}
