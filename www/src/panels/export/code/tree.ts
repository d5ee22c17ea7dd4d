// The formula language as trees: what the engine has accepted is read here once more, to be written in another language.

export type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'minus'; readonly of: Tree }
  | { readonly kind: 'binary'; readonly sign: Sign; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Tree[] };

export type Sign = '+' | '-' | '*' | '/' | '^' | '<' | '>' | '<=' | '>=' | '==' | '!=';

/** A name and what it stands for from here on. */
export interface Line {
  readonly name: string;
  readonly value: Tree;
}

/** `let` lines, then the value. */
export interface Formula {
  readonly lets: readonly Line[];
  readonly value: Tree;
}

export interface Rule {
  /** Hyper-parameters with their defaults, and the state vectors, in the text's order. */
  readonly params: readonly Line[];
  readonly state: readonly string[];
  readonly lines: readonly Line[];
}

const functions = new Set(
  (
    'sin cos tan asin acos atan sinh cosh tanh exp log log2 log10 sqrt cbrt abs sign floor ceil min max hypot atan2 ' +
    'erf sigmoid relu softplus if grad'
  ).split(' '),
);

/** Whether a name is a function's of the language itself. */
export function isFunction(name: string): boolean {
  return functions.has(name);
}

/** Reads a formula; of these names too a bracket makes a call. */
export function readFormula(text: string, surfaces: ReadonlySet<string>): Formula {
  const reader = new Reader(tokens(text, false), surfaces);
  const lets: Line[] = [];
  for (reader.nextLine(); reader.take('let'); reader.nextLine()) lets.push(reader.line());
  return { lets, value: reader.comparison() };
}

export function readRule(text: string, surfaces: ReadonlySet<string>): Rule {
  const reader = new Reader(tokens(text, true), surfaces);
  const rule = { params: [] as Line[], state: [] as string[], lines: [] as Line[] };
  for (reader.nextLine(); !reader.isAtEnd; reader.nextLine()) {
    if (reader.take('param')) {
      do rule.params.push(reader.line());
      while (reader.take(','));
    } else if (reader.take('state')) {
      do rule.state.push(reader.word());
      while (reader.take(','));
    } else rule.lines.push(reader.line());
  }
  return rule;
}

/** The names that a tree is made of, without those of functions. */
export function namesIn(tree: Tree): string[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name':
      return [tree.name];
    case 'minus':
      return namesIn(tree.of);
    case 'binary':
      return [...namesIn(tree.left), ...namesIn(tree.right)];
    case 'call':
      return tree.of.flatMap(namesIn);
  }
}

/** The functions that a tree calls. */
export function callsIn(tree: Tree): string[] {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return [];
    case 'minus':
      return callsIn(tree.of);
    case 'binary':
      return [...callsIn(tree.left), ...callsIn(tree.right)];
    case 'call':
      return [tree.name, ...tree.of.flatMap(callsIn)];
  }
}

/** What may be written for a sign: copied formulas bring typographic ones. */
const spellings: Readonly<Record<string, string>> = {
  '**': '^',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '÷': '/',
  π: 'pi',
};

const shape =
  /(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign><=|>=|==|!=|\*\*|[≤≥≠−–×·⋅÷π+\-*/^(),=<>;\n])/g;

/** Numbers, names and signs; the end of a line is `;`, where it means something. */
function tokens(text: string, everyLine: boolean): string[] {
  const out: string[] = [];
  let [brackets, inLet] = [0, false];
  for (const [whole] of text.matchAll(shape)) {
    const token = spellings[whole] ?? whole;
    if (token === '(') brackets += 1;
    if (token === ')') brackets -= 1;
    if (token === '\n' && (brackets > 0 || !(everyLine || inLet))) continue;
    if (token === 'let') inLet = true;
    if (token === ';' || token === '\n') inLet = false;
    out.push(token === '\n' ? ';' : token);
  }
  return out;
}

class Reader {
  #tokens: readonly string[];
  #surfaces: ReadonlySet<string>;
  #at = 0;

  constructor(tokens: readonly string[], surfaces: ReadonlySet<string>) {
    this.#tokens = tokens;
    this.#surfaces = surfaces;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  take(token: string): boolean {
    if (this.#next !== token) return false;
    this.#at += 1;
    return true;
  }

  nextLine(): void {
    while (this.take(';'));
  }

  word(): string {
    this.#at += 1;
    return this.#tokens[this.#at - 1] ?? '';
  }

  /** `name = value` */
  line(): Line {
    const name = this.word();
    this.take('=');
    return { name, value: this.comparison() };
  }

  comparison(): Tree {
    const left = this.#sum();
    const sign = (['<', '>', '<=', '>=', '==', '!='] as const).find((one) => this.take(one));
    return sign ? { kind: 'binary', sign, left, right: this.#sum() } : left;
  }

  get #next(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #sum(): Tree {
    let left = this.#product();
    for (;;) {
      const sign = (['+', '-'] as const).find((one) => this.take(one));
      if (!sign) return left;
      left = { kind: 'binary', sign, left, right: this.#product() };
    }
  }

  #product(): Tree {
    let left = this.#minus();
    for (;;) {
      // neighbours are a product
      const neighbour = /^[\w.(]/.test(this.#next);
      const sign = neighbour ? '*' : (['*', '/'] as const).find((one) => this.take(one));
      if (!sign) return left;
      left = { kind: 'binary', sign, left, right: neighbour ? this.#power() : this.#minus() };
    }
  }

  #minus(): Tree {
    if (this.take('-')) return { kind: 'minus', of: this.#minus() };
    return this.take('+') ? this.#minus() : this.#power();
  }

  #power(): Tree {
    const left = this.#atom();
    return this.take('^') ? { kind: 'binary', sign: '^', left, right: this.#minus() } : left;
  }

  #atom(): Tree {
    if (this.take('(')) {
      const inner = this.comparison();
      this.take(')');
      return inner;
    }
    const word = this.word();
    if (/^[\d.]/.test(word)) return { kind: 'number', value: Number(word) };
    // what the engine has accepted holds nothing else here
    if (!/^\w/.test(word)) throw new SyntaxError(`no value: ${word}`);
    if (!(isFunction(word) || this.#surfaces.has(word)) || !this.take('(')) return { kind: 'name', name: word };
    const of = [this.comparison()];
    while (this.take(',')) of.push(this.comparison());
    this.take(')');
    return { kind: 'call', name: word, of };
  }
}
