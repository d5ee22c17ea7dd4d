// Files that are handed in: read in a worker, told of, and taken over as data. Tables are looked at first; images and their
// classes go together by themselves.

import type { Json } from '../../document/pointer';
import type { Failure } from '../../engine/client';
import { keep } from '../../engine/files';
import { type FileSight, sight } from '../../engine/tables';
import type { Host } from '../panel';
import { withData } from '../parts/lesson';
import { say } from '../parts/say';
import { type Pair, type Part, pairsOf } from './pairs';
import { rowsWords } from './words';

export interface Told {
  readonly text: string;
  readonly wrong: boolean;
}

export interface Found {
  readonly file: File;
  readonly sight: FileSight;
  readonly bytes: Uint8Array;
}

/** More files at once are a mistake of the hand. */
const mostFiles = 16;
const heldOut = { test: 0.2, validation: 0 };

export class Taking {
  /** What became of each file. */
  told: readonly Told[] = [];
  /** What is being read. */
  reading: readonly File[] = [];
  /** A table that is to be learned from. */
  table: Found | undefined;
  /** Images with their classes, where there is a choice. */
  pairs: readonly Pair[] = [];

  #host: Host;
  /** Counts what was handed in: an answer to anything but the last is too late. */
  #turn = 0;
  /** Images or classes that wait for the other. */
  #parts: readonly Part[] = [];
  #bytes = new Map<string, Uint8Array>();

  constructor(host: Host) {
    this.#host = host;
  }

  get #words() {
    return rowsWords[this.#host.words.tag];
  }

  async take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.#turn += 1;
    const turn = this.#turn;
    const some = files.slice(0, mostFiles);
    [this.reading, this.told, this.table, this.pairs] = [some, [], undefined, []];
    this.#host.update();
    const told: Told[] = [];
    if (files.length > mostFiles) told.push({ text: this.#words.tooManyFiles(mostFiles), wrong: true });
    const parts: Part[] = [];
    for (const file of some) {
      const read = await sight(file);
      if (turn !== this.#turn) return;
      if ('failed' in read) {
        const why = this.why(read.failed);
        // some sentences name the file themselves
        told.push({ text: 'file' in read.failed.params ? why : this.#words.file(file.name, why), wrong: true });
      } else {
        const found = { file, ...read.ok };
        if ('table' in found.sight) {
          if (this.table) told.push({ text: this.#words.oneTable(file.name), wrong: true });
          this.table ??= found;
        } else {
          parts.push({ name: file.name, sight: found.sight });
          this.#bytes.set(found.sight.sha256, found.bytes);
        }
      }
    }
    this.reading = [];
    this.told = told;
    if (parts.length > 0) this.#match(parts);
    this.#host.update();
  }

  stop(): void {
    this.#turn += 1;
    this.reading = [];
    this.#host.update();
  }

  /** Images and classes become the data. */
  use({ images, labels }: Pair): void {
    const names = [images.name, labels.name === images.name ? `${labels.name} (2)` : labels.name];
    const [first, second] = [images, labels].map(({ sight }, k) => {
      const bytes = this.#bytes.get(sight.sha256);
      if (bytes) keep(sight.sha256, bytes);
      return { file: names[k] ?? '', sha256: sight.sha256 };
    });
    this.told = [
      ...this.told.filter(({ wrong }) => wrong),
      { text: this.#words.beside(names.join(', ')), wrong: false },
    ];
    withData(this.#host, { idx: { images: first, labels: second } } as unknown as Json, heldOut);
  }

  why(failed: Failure): string {
    const { words } = this.#host;
    if (failed.code === 'file_size') return this.#words.tooLarge;
    if (failed.code === 'file_unreadable') return this.#words.unreadable;
    return say(failed, words);
  }

  #match(parts: readonly Part[]): void {
    // the other half may have come before
    const { pairs, rest } = pairsOf([...this.#parts, ...parts]);
    this.#parts = rest;
    const waiting = rest.filter((part) => parts.includes(part));
    this.told = [
      ...this.told,
      ...waiting.map(({ name, sight }) => ({
        text:
          'images' in sight
            ? this.#words.noLabels(name, sight.images)
            : this.#words.noImages(name, 'labels' in sight ? sight.labels : 0),
        wrong: false,
      })),
    ];
    const [only] = pairs;
    this.pairs = pairs;
    if (only) this.use(only);
  }
}
