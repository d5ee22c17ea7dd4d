// Markdown as the site's own texts have it: with formulas, links between its pages, and a title.

import type { Html } from '../src/text/html';
import * as plain from '../src/text/markdown';
import { math } from '../src/text/tex';

export type Reading = plain.Reading;

/** A text's first heading, the quotation under it, and what follows. */
export function titled(text: string): { title: string; lead: string; rest: string } {
  const [, title = '', lead = '', rest = ''] = /^# (.+)\n+(?:> (.+)\n+)?([\s\S]*)$/.exec(text) ?? [];
  if (!title) throw new Error(`a text begins with its title: # …, not ${text.slice(0, 40)}`);
  return { title, lead, rest };
}

export function markdown(text: string, reading: Reading = {}): Html {
  return plain.markdown(text, full(reading));
}

/** What stands in a line. */
export function inline(text: string, reading: Reading = {}): Html {
  return plain.inline(text, full(reading));
}

function full({ to, ...reading }: Reading): Reading {
  return {
    math,
    to: (path) => {
      if (!/^[\w/#-]+$/.test(path)) throw new Error(`no link leads to ${path}`);
      return to?.(path) ?? path;
    },
    ...reading,
  };
}
