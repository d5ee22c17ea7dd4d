import { expect, it } from 'vitest';
import { html } from '../src/text/html';
import { type Page, render } from './frame';
import { markdown, titled } from './markdown';

const inner = (text: string) => markdown(text).text;

it('Markdown is what it is elsewhere', () => {
  for (const [written, read] of [
    ['one\ntwo\n\nthree', '<p>one\ntwo</p>\n<p>three</p>'],
    [
      '## A *title*\n\n- one\n- **two**',
      '<h2>A <em>title</em></h2>\n<ul><li>one</li><li><strong>two</strong></li></ul>',
    ],
    ['1. first\n2. `second`', '<ol><li>first</li><li><code>second</code></li></ol>'],
    [
      '**(강조)**는 [여기](https://example.org/a_b)',
      '<p><strong>(강조)</strong>는 <a href="https://example.org/a_b">여기</a></p>',
    ],
    ['2\\*3\\*4', '<p>2*3*4</p>'],
    ['```\n<b> *x*\n```', '<pre><code>&#60;b&#62; *x*\n</code></pre>'],
  ] as const)
    expect(inner(written), written).toBe(read);
  expect(inner('is $x^2$')).toMatch(/^<p>is <math><msup><mi>x<\/mi><mn>2<\/mn><\/msup><\/math><\/p>$/);
  expect(inner('$$a \\qquad b$$').match(/<math/g)).toHaveLength(2);
  expect(titled('# A\n\n> b c\n\nd')).toEqual({ title: 'A', lead: 'b c', rest: 'd' });
});

it('nothing that is written becomes a script or an attribute', () => {
  const harm = '<img src=x onerror=alert(1)>"\'</p><script>alert(1)</script>';
  for (const text of [
    harm,
    `## ${harm}`,
    `- ${harm}`,
    `**${harm}**`,
    `\`${harm}\``,
    `\`\`\`${harm}\n${harm}\n\`\`\``,
  ]) {
    const tags = inner(text).match(/<[^>]*>/g) ?? [];
    expect(
      tags.filter((tag) => !/^<\/?(p|h2|ul|li|strong|code|pre)>$/.test(tag)),
      text,
    ).toEqual([]);
  }
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//example.org',
    'http://example.org',
    '"onclick=alert(1)',
  ])
    expect(() => inner(`[x](${address})`), address).toThrow(/no link leads/);
  for (const formula of ['\\href{javascript:alert(1)}{x}', '\\text{<img src=x>}', '\\class{a" onclick="b}{x}'])
    expect(
      ((text) => {
        try {
          return inner(`$${text}$`);
        } catch {
          return '';
        }
      })(formula),
      formula,
    ).not.toMatch(/href|<img|onclick="/);
});

it('addresses are relative, but where the site has one: there they are whole where that is asked for', () => {
  const template =
    '<html lang="en"><!--head--><link href="./a.css" /><script type="module" src="./b.js"></script><!--body-->';
  const page = (kind: Page['kind']): Page => ({
    path: 's/x/',
    language: 'ko',
    title: 'a < b',
    description: '"quoted"',
    picture: 'x',
    kind,
    main: ({ to }) => html`<main><a href="${to('s/')}">x</a></main>`,
  });
  const at = (address: string, kind: Page['kind'] = 'scene') =>
    render(page(kind), template, { address, asset: (file) => `assets/${file}` });
  const here = at('');
  expect(here).toContain('<html lang="ko">');
  expect(here).toContain('<title>a &#60; b</title>');
  expect(here).toContain('content="&#34;quoted&#34;"');
  expect(here).not.toMatch(/rel="(canonical|alternate)"/);
  expect(here).toContain('href="../../../a.css"');
  expect(here).toContain('og:image" content="../../../assets/scenes/x.card.jpg"');
  const there = at('https://example.org/fall-line/');
  expect(there).toContain('rel="canonical" href="https://example.org/fall-line/ko/s/x/"');
  expect(there).toContain('hreflang="en" href="https://example.org/fall-line/s/x/"');
  expect(there).toContain('og:image" content="https://example.org/fall-line/assets/scenes/x.card.jpg"');
  expect(there).toContain('href="../../../a.css"');
  // a page without figures needs no engine; what is missing may be missed in any folder
  expect(at('', 'plain')).not.toContain('b.js');
  expect(at('https://example.org/fall-line/', 'missing')).toContain('href="https://example.org/fall-line/a.css"');
});
