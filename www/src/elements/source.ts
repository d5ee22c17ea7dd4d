// Where a figure's document comes from: an address, a link that holds it, or a child script.

import { failure, type Result } from '../engine/failure';

/** The document named by `src`, else the one in the element's child script. */
export async function readSource(element: HTMLElement, src: string | null): Promise<Result<string>> {
  if (!src) {
    const script = element.querySelector(':scope > script[type="application/json"]');
    const text = script?.textContent?.trim();
    return text ? { ok: text } : { failed: failure('document_absent', 'there is no document') };
  }
  if (src.startsWith('#')) return (await import('../document/link')).decode(src);
  let file = src;
  try {
    file = new URL(src, element.baseURI).href;
    const response = await fetch(file);
    if (response.ok) return { ok: await response.text() };
    const status = `HTTP ${response.status}`;
    return { failed: failure('document_unreachable', `${file}: ${status}`, { file, status }) };
  } catch (error) {
    const status = String(error);
    return { failed: failure('document_unreachable', `${file}: ${status}`, { file, status }) };
  }
}
