// The letters of a text file, whichever program wrote it.

/** UTF-8; else what spreadsheets write: UTF-16 with its mark, or Korean. Undefined where it is none of these. */
export function letters(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  const kinds = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'euc-kr'];
  for (const kind of kinds) {
    try {
      return new TextDecoder(kind, { fatal: true }).decode(bytes);
    } catch {
      // it may be the next
    }
  }
  return undefined;
}
