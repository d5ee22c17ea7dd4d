// A zip archive, its files as they are: what learning platforms take.

/** The archive of files by their names, which are ASCII; without a date, so that the same files are the same bytes. */
export function archive(files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const [parts, list]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const title = new TextEncoder().encode(name);
    // version 1.0, stored, 1 January 1980
    const about = [10, 0, 0, 0, 0x21];
    const sizes = [crc32(bytes), bytes.length, bytes.length];
    const head = bytesOf([[0x0403_4b50, 4], ...about.map(two), ...sizes.map(four), two(title.length), two(0)]);
    list.push(
      bytesOf([[0x0201_4b50, 4], two(10), ...about.map(two), ...sizes.map(four), two(title.length)]),
      bytesOf([two(0), two(0), two(0), two(0), four(0), four(at)]),
      title,
    );
    parts.push(head, title, bytes);
    at += head.length + title.length + bytes.length;
  }
  const count = Object.keys(files).length;
  const listed = list.reduce((sum, { length }) => sum + length, 0);
  const end = bytesOf([[0x0605_4b50, 4], two(0), two(0), two(count), two(count), four(listed), four(at), two(0)]);
  return joined([...parts, ...list, end]);
}

type Field = readonly [value: number, bytes: number];
const two = (value: number): Field => [value, 2];
const four = (value: number): Field => [value, 4];

/** Lowest byte first. */
function bytesOf(fields: readonly Field[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, k) => value >>> (8 * k))),
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb8_8320 : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 255] ?? 0);
  return (sum ^ 0xffff_ffff) >>> 0;
}
