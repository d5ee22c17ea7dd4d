// The Markdown of lessons and exercises: paragraphs, headings, lists, emphasis, code, links, formulas between dollars, and
// fenced blocks, of which a lesson makes its exhibits. There is no HTML in it: all text is text.

import { Html, html, plainly } from './html';

export interface Reading {
  /** Of a link within the site: its address; without it, a link that leads nowhere else is its label alone. */
  readonly to?: (path: string) => string;
  /** A formula as TeX; without it, the TeX itself. */
  readonly math?: (tex: string, isBlock: boolean) => Html;
  /** What stands for braces: a number of a run. */
  readonly told?: (braces: string) => string;
  /** What a fenced block is, by its first word; undefined where it is code. */
  readonly block?: (kind: string, rest: string, lines: string) => Html | undefined;
}

export function markdown(text: string, reading: Reading = {}): Html {
  const fenced = /^```(\w*) *(.*)\n([\s\S]*?)^```$|(?:^(?!```).+\n?)+/gm;
  const blocks = Array.from(text.matchAll(fenced), ([whole, kind, rest = '', lines = '']) => {
    if (kind === undefined) return block(whole.trim(), reading);
    return reading.block?.(kind, rest.trim(), lines) ?? html`<pre><code>${lines}</code></pre>`;
  });
  return new Html(blocks.join('\n'));
}

function block(text: string, reading: Reading): Html {
  const [, formula] = /^\$\$([\s\S]+)\$\$$/.exec(text) ?? [];
  // each of several may stand on a line of its own
  if (formula)
    return new Html(
      `<div class="formulas">${formula
        .split('\\qquad')
        .map((one) => math(one, true, reading))
        .join('')}</div>`,
    );
  const [, marks, heading = ''] = /^(#{2,3}) (.+)$/.exec(text) ?? [];
  if (marks) return new Html(`<h${marks.length}>${inline(heading, reading)}</h${marks.length}>`);
  const items = text.split(/^(?:- |\d+\. )/m).slice(1);
  if (items.length === 0 || !/^(?:- |\d+\. )/.test(text)) return html`<p>${inline(text, reading)}</p>`;
  const list = items.map((item) => html`<li>${inline(item.trim(), reading)}</li>`);
  return text.startsWith('- ') ? html`<ul>${list}</ul>` : html`<ol>${list}</ol>`;
}

/** What stands in a line. */
export function inline(text: string, reading: Reading = {}): Html {
  const marks =
    /\\([^\w\s])|`([^`]+)`|\$([^$\n]+)\$|\*\*([\s\S]+?)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^\s)]+)\)|(\{\w+ \d+[^}]*\})/g;
  let [done, from] = ['', 0];
  for (const found of text.matchAll(marks)) {
    const [whole, letter, code, formula, strong, stress, label, address = '', braces] = found;
    done += plainly(text.slice(from, found.index));
    from = found.index + whole.length;
    if (letter) done += plainly(letter);
    else if (code) done += `<code>${plainly(code)}</code>`;
    else if (formula) done += math(formula, false, reading);
    else if (strong) done += `<strong>${inline(strong, reading)}</strong>`;
    else if (stress) done += `<em>${inline(stress, reading)}</em>`;
    else if (label) done += link(address, inline(label, reading), reading);
    else if (braces) done += plainly(reading.told?.(braces) ?? braces);
  }
  return new Html(done + plainly(text.slice(from)));
}

/** An address elsewhere says so; all others are places of the site. */
function link(address: string, label: Html, { to }: Reading): Html {
  const whole = address.startsWith('https://') ? address : to?.(address);
  return whole === undefined ? label : html`<a href="${whole}">${label}</a>`;
}

function math(tex: string, isBlock: boolean, reading: Reading): Html {
  return reading.math?.(tex, isBlock) ?? html`<code>${tex}</code>`;
}
