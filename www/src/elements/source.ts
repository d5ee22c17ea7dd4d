// Where a figure's document comes from: an address, a link that holds it, or a child script; and what attributes add.

import { failure, type Result } from '../engine/failure';

/** The document named by `src`, else the one in the element's child script. */
export async function readSource(element: HTMLElement, src: string | null): Promise<Result<string>> {
  if (!src) {
    const script = element.querySelector(':scope > script[type="application/json"]');
    const text = script?.textContent?.trim();
    return text ? { ok: text } : { failed: failure('document_absent', 'there is no document') };
  }
  const elsewhere = await import('./elsewhere').catch(() => undefined);
  return (
    elsewhere?.fetched(src, element.baseURI) ?? {
      failed: failure('document_unreachable', src, { file: src, status: '' }),
    }
  );
}
