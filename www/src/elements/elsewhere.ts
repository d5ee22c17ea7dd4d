// Documents that do not stand in the page: behind an address, or in a link.

import { failure, type Result } from '../engine/failure';

export async function fetched(src: string, near: string): Promise<Result<string>> {
  const link = src.indexOf('#');
  if (link === 0 || /^#\d+\./.test(src.slice(link))) return (await import('../document/link')).decode(src.slice(link));
  let file = src;
  try {
    file = new URL(src, near).href;
    const response = await fetch(file);
    if (response.ok) return { ok: await response.text() };
    const status = `HTTP ${response.status}`;
    return { failed: failure('document_unreachable', `${file}: ${status}`, { file, status }) };
  } catch (error) {
    const status = String(error);
    return { failed: failure('document_unreachable', `${file}: ${status}`, { file, status }) };
  }
}
