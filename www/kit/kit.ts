// What the built site has for other people's sites: the files that they put in, the sums of the modules, and all that an
// embed needs in one archive, to be served by themselves.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { filled, within } from './filled.ts';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
/** Where the site will be, if that is known. */
const site = process.env.FALL_LINE_SITE?.replace(/\/?$/, '/');

const modules = ['fall-line.js', 'fall-line.one.js', 'embed.js'];

/** The files by their paths in the site; `folder` is the version's there, and `built` where it is now. */
export function kit(built: URL, folder: string): Map<string, string | Uint8Array> {
  const sums = Object.fromEntries(
    modules.map((name) => {
      const sum = createHash('sha384')
        .update(readFileSync(new URL(name, built)))
        .digest('base64');
      return [name, `sha384-${sum}`];
    }),
  );
  const base = site ? `${site}${folder}/` : 'FALL_LINE_BASE';
  const fill = (text: string) => filled(text, base, sums['fall-line.js'] ?? '');
  const own: readonly (readonly [string, string])[] = [
    ['integrity.json', `${JSON.stringify(sums, null, 2)}\n`],
    ['kit/hugo/fall-line.html', fill(read('hugo/fall-line.html'))],
    ['kit/hugo/fall-line-document.html', fill(within(read('hugo/fall-line.html')))],
    ['kit/jekyll/fall-line.html', fill(read('jekyll/fall-line.html'))],
    ['kit/react/FallLine.tsx', fill(read('react/FallLine.tsx'))],
  ];
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(new URL(name, built)).isFile())
    .map((name): [string, Uint8Array] => [name.replaceAll('\\', '/'), readFileSync(new URL(name, built))]);
  const all = new Map([...files, ...own.map(([name, text]): [string, Uint8Array] => [name, Buffer.from(text)])]);
  return new Map<string, string | Uint8Array>([
    ...own.map(([name, text]): [string, string] => [`${folder}/${name}`, text]),
    [`${folder}.zip`, zip(all)],
  ]);
}

/** An archive in which the files stand in the order of their names, and have no date: the same files are the same bytes. */
function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const [parts, list]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [title, packed] = [Buffer.from(name), deflateRawSync(bytes, { level: 9 })];
    const about = Buffer.alloc(26);
    // version 2.0, names in UTF-8, deflated, 1 January 1980
    for (const [k, value] of [20, 0x800, 8, 0, 0x21].entries()) about.writeUInt16LE(value, 2 * k);
    for (const [k, value] of [crc32(bytes), packed.length, bytes.length].entries())
      about.writeUInt32LE(value, 10 + 4 * k);
    about.writeUInt16LE(title.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(at, 10);
    const part = [Buffer.from('PK\x03\x04'), about, title, packed];
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, where, title);
    parts.push(...part);
    at += part.reduce((sum, { length }) => sum + length, 0);
  }
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const place of [8, 10]) end.writeUInt16LE(files.size, place);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
