// A document in a link: `#1.` and the canonical JSON, deflated, in letters that an address may hold. Decoding tells
// apart what may have become of a link on its way. The settings of a link of TensorFlow Playground are one too.

/** A document, or why a link holds none: as what fails elsewhere. */
export type Decoded =
  | { readonly ok: string }
  | {
      readonly failed: {
        readonly code: string;
        readonly path: '';
        readonly message: string;
        readonly params: Record<string, never>;
      };
    };

/** Made by a newer page, with letters that no link has, damaged or cut, or a document too long. */
type Wrong = 'version' | 'letters' | 'damaged' | 'long';

/** As long as a document may be. */
const most = 256 * 1024;

/** The part of an address from the `#` on. */
export async function encode(text: string): Promise<string> {
  const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const letters = Array.from(new Uint8Array(await new Response(bytes).arrayBuffer()), (byte) =>
    String.fromCharCode(byte),
  );
  return `#1.${btoa(letters.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The document's text; of a document that is too long no more is inflated than shows that. */
export async function decode(link: string): Promise<Decoded> {
  if (/^#\w+=/.test(link)) {
    const { documentOf } = await import('./playground');
    const text = documentOf(link);
    return text === undefined ? failed('damaged') : { ok: text };
  }
  const [, version, letters = ''] = /^#(\d+)\.(.*)$/s.exec(link) ?? [];
  if (version !== '1') return failed('version');
  // a mail program may have written them as addresses write them
  const plain = letters.replace(/%([\dA-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  if (!/^[\w-]*$/.test(plain)) return failed('letters');
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const bytes = Uint8Array.from(atob(plain.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > most) {
        void reader.cancel();
        return failed('long');
      }
      parts.push(part.value);
    }
    const whole = new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
    return { ok: new TextDecoder('utf-8', { fatal: true }).decode(whole) };
  } catch {
    return failed('damaged');
  }
}

function failed(wrong: Wrong): Decoded {
  return {
    failed: { code: `document_link_${wrong}`, path: '', message: `no document in this link: ${wrong}`, params: {} },
  };
}
