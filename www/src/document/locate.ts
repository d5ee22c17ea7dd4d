// Where things stand in a document's text: the span of a value, and the line and column of a place.

import { keysOf } from './pointer';

export type Span = readonly [start: number, end: number];

/** The span of the value at a pointer, or of its key; undefined where there is none, or the text is no JSON. */
export function locate(text: string, at: string, what: 'value' | 'key' = 'value'): Span | undefined {
  const keys = keysOf(at);
  let found: Span | undefined;
  let position = 0;

  const space = () => {
    while (/\s/.test(text[position] ?? '')) position++;
  };
  const string = (): string => {
    const start = position++;
    while (position < text.length && text[position] !== '"') position += text[position] === '\\' ? 2 : 1;
    position++;
    return JSON.parse(text.slice(start, position)) as string;
  };
  // `depth` is how many keys of the pointer lead here, or −1 beside the way.
  const value = (depth: number): void => {
    space();
    const start = position;
    const open = text[position];
    if (open === '{' || open === '[') {
      position++;
      for (let index = 0; ; index++) {
        space();
        if (position >= text.length) return;
        if (text[position] === '}' || text[position] === ']') break;
        if (text[position] === ',') {
          position++;
          space();
        }
        const nameAt = position;
        const key = open === '{' ? string() : String(index);
        const nameEnd = position;
        space();
        const next = depth >= 0 && keys[depth] === key ? depth + 1 : -1;
        if (open === '{') {
          if (next === keys.length && what === 'key') found = [nameAt, nameEnd];
          position++;
        }
        const before = position;
        value(next);
        if (position === before) return;
      }
      position++;
    } else if (open === '"') {
      string();
    } else {
      while (position < text.length && !/[\s,\]}]/.test(text[position] ?? '')) position++;
    }
    if (depth === keys.length && what === 'value') found = [start, position];
  };

  try {
    value(0);
  } catch {
    return undefined;
  }
  return found;
}

/** Line and column, both from 1, of a place in a text. */
export function lineColumn(text: string, place: number): { line: number; column: number } {
  const before = text.slice(0, place);
  const line = before.split('\n').length;
  return { line, column: place - before.lastIndexOf('\n') };
}
