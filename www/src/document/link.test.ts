import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './link';

const document = '{"engine":1,"task":{"surface":{"f":"x^2/100 + y^2"}},"title":{"ko":"골짜기 ↘"},"version":1}';
const linkTo = (bytes: Uint8Array | string) => `#1.${deflateRawSync(bytes).toString('base64url')}`;

describe('a link', () => {
  it('brings back what it was made of, letter by letter', async () => {
    for (const text of [
      document,
      '',
      '{}',
      `"${'é😀'.repeat(9999)}"`,
      Array.from({ length: 30000 }, (_, k) => k).join(),
    ]) {
      const link = await encode(text);
      expect(link).toMatch(/^#1\.[\w-]*$/);
      expect(await decode(link)).toEqual({ ok: text });
    }
  });

  it('is read whoever has deflated it', async () => {
    expect(await decode(linkTo(document))).toEqual({ ok: document });
    // a form that was published opens for ever
    const published =
      '#1.FchRCsIwEEXRrZT366hJQNDZSmkhaFqCmsokFdswe5f8XA63IqQ5pgC2BFlTBvcVy6fEd9yDgCvmR-tLwOZ0u6jqQCg-P9vNq0z-HhonMH6jO1tjukO3jQ6EXLwUcH-8khtUCd8gOS4JbPUP';
    expect(await decode(published)).toEqual({
      ok: '{"engine":1,"runs":[{"optimizer":{"gd":{"lr":0.95}}}],"task":{"surface":{"f":"x^2/100 + y^2","start":[-8,2]}},"version":1}',
    });
  });

  it('may have been written as addresses write it', async () => {
    const link = await encode(document);
    expect(await decode(link.replace(/-|_/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`))).toEqual({
      ok: document,
    });
  });

  it('says what has become of it', async () => {
    const link = await encode(document);
    expect(await decode(link.replace('#1.', '#2.'))).toMatchObject({ failed: { code: 'document_link_version' } });
    expect(await decode('#settings')).toMatchObject({ failed: { code: 'document_link_version' } });
    expect(await decode(`${link}!`)).toMatchObject({ failed: { code: 'document_link_letters' } });
    expect(await decode(link.replace(/(.{20})/, '$1 '))).toMatchObject({ failed: { code: 'document_link_letters' } });
    for (const cut of [
      link.slice(0, -1),
      link.slice(0, -9),
      link.slice(0, 20),
      '#1.',
      '#1.A',
      `#1.${link.slice(12)}`,
    ]) {
      expect(await decode(cut), cut).toMatchObject({ failed: { code: 'document_link_damaged' } });
    }
    expect(await decode(linkTo(Uint8Array.of(34, 0xc3, 34)))).toMatchObject({
      failed: { code: 'document_link_damaged' },
    });
  });

  it('is not inflated past what a document may be', async () => {
    expect(await decode(linkTo('x'.repeat(256 * 1024)))).toEqual({ ok: 'x'.repeat(256 * 1024) });
    expect(await decode(linkTo('x'.repeat(256 * 1024 + 1)))).toMatchObject({ failed: { code: 'document_link_long' } });
    // a thousand times as long as its link
    expect(await decode(linkTo(new Uint8Array(8e6)))).toMatchObject({ failed: { code: 'document_link_long' } });
  });
});
