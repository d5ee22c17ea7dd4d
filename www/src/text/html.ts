// HTML as a template: what is put into it is text, unless it is HTML itself.

/** A piece of HTML, whole in itself. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type Part = Html | string | number | undefined | false | readonly Part[];

/** Nothing of a text is markup, wherever it stands. */
export function plainly(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(fixed.map((text, k) => text + written(parts[k])).join(''));
}

function written(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'object' && !(part instanceof Html)) return part.map(written).join('');
  return part instanceof Html ? part.text : plainly(String(part));
}
