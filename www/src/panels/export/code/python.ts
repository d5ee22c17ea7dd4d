// Trees as Python: how operations are written, and what the library at hand calls its functions.

import { type Library, ofConstants, ofNumbers } from './libraries';
import type { Tree } from './tree';

/** A constant is known when the program is written, a scalar while it runs; values are the library's own. */
export type Kind = 'constant' | 'scalar' | 'value';

/** A piece of Python, and how tightly it holds together. */
export interface Piece {
  readonly text: string;
  readonly level: number;
  readonly kind: Kind;
}

export interface Named {
  readonly text: string;
  readonly kind: Kind;
  /** Whether it is a root or a distance, which derivatives divide by. */
  readonly kink?: boolean;
}

/** Where expressions stand. */
export interface Place {
  readonly library: Library;
  /** Whether values may be arrays: rows of data, or the vectors of a rule. */
  readonly arrays: boolean;
  /** Whether the library differentiates it, or it is a derivative that was written out. */
  readonly slopes: 'taken' | 'written' | 'none';
  /** What a name is in Python. */
  readonly named: (name: string) => Named | undefined;
  /** A gradient elsewhere, in rules. */
  readonly gradient?: (point: string) => string;
  /** Hears which modules and functions of its own the program uses. */
  readonly need: (name: string) => void;
}

const level = { choice: 0, comparison: 1, sum: 2, product: 3, minus: 4, power: 5, atom: 6 } as const;

/** A number that is seen to be a float. */
export function float(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(1) : String(value);
}

export function python(tree: Tree, place: Place): Piece {
  switch (tree.kind) {
    case 'number':
      return { text: String(tree.value), level: level.atom, kind: 'constant' };
    case 'name':
      return name(tree.name, place);
    case 'minus': {
      const inner = python(tree.of, place);
      return { text: `-${at(inner, level.minus)}`, level: level.minus, kind: inner.kind };
    }
    case 'binary':
      return binary(tree, place);
    case 'call':
      return call(tree.name, tree.of, place);
  }
}

const longest = 92;

/** An expression for a whole line, broken at its sums where it would be too long. */
export function wrapped(tree: Tree, place: Place, indent: number): string {
  const whole = python(tree, place).text;
  if (whole.length + indent <= longest) return whole;
  const terms = termsOf(tree, place);
  if (terms.length < 2) return whole;
  const inner = ' '.repeat(indent + 4);
  return `(\n${terms.map((term) => inner + term).join('\n')}\n${' '.repeat(indent)})`;
}

function termsOf(tree: Tree, place: Place): string[] {
  if (tree.kind !== 'binary' || (tree.sign !== '+' && tree.sign !== '-')) return [at(python(tree, place), level.sum)];
  return [...termsOf(tree.left, place), `${tree.sign} ${at(python(tree.right, place), level.product)}`];
}

function at({ text, level: own }: Piece, least: number): string {
  return own < least ? `(${text})` : text;
}

function kindOf(pieces: readonly { readonly kind: Kind }[]): Kind {
  const kinds = pieces.map(({ kind }) => kind);
  return kinds.includes('value') ? 'value' : kinds.includes('scalar') ? 'scalar' : 'constant';
}

function name(word: string, { named, library, need }: Place): Piece {
  const known = named(word);
  if (known) return { ...known, level: level.atom };
  need(library.constants);
  return { text: `${library.constants}.${word}`, level: level.atom, kind: 'constant' };
}

function binary(tree: Tree & { kind: 'binary' }, place: Place): Piece {
  const [left, right] = [python(tree.left, place), python(tree.right, place)];
  const joined = (own: number, low: number, high: number, sign = ` ${tree.sign} `): Piece => ({
    text: at(left, low) + sign + at(right, high),
    level: own,
    kind: kindOf([left, right]),
  });
  switch (tree.sign) {
    case '+':
    case '-':
      return joined(level.sum, level.sum, level.product);
    case '*':
      return joined(level.product, level.product, level.minus);
    case '/':
      if (place.slopes === 'written' && isKink(tree.right, place)) return called('over', [left, right], place);
      return joined(level.product, level.product, level.minus);
    case '^':
      if (left.kind === 'value' && isSteep(tree.right, place)) return called('power', [left, right], place);
      return joined(level.power, level.atom, level.minus, '**');
    default:
      return joined(level.comparison, level.sum, level.sum);
  }
}

/** Whether this is what a derivative divides by that has a kink where it is 0: a root, a distance, or 3a under ∛a. */
function isKink(tree: Tree, place: Place): boolean {
  if (tree.kind === 'name') return place.named(tree.name)?.kink ?? false;
  if (tree.kind === 'call') return tree.name === 'sqrt' || tree.name === 'hypot';
  return tree.kind === 'binary' && tree.sign === '*' && tree.left.kind === 'number' && tree.left.value === 3;
}

/** Whether a power with this exponent may be infinitely steep where its base is 0. */
function isSteep(exponent: Tree, { slopes }: Place): boolean {
  if (slopes === 'none') return false;
  const negative = exponent.kind === 'minus';
  const literal = negative ? exponent.of : exponent;
  if (literal.kind !== 'number') return true;
  return literal.value < 1 && literal.value > 0 && negative === (slopes === 'written');
}

function call(word: string, of: readonly Tree[], place: Place): Piece {
  const { library, arrays, slopes, need } = place;
  if (word === 'if') return choice(of, place);
  const pieces = of.map((one) => python(one, place));
  const own = place.named(word);
  const [first] = pieces;
  // a name of one's own that is also a surface's: a product with a bracket
  if (own && first && pieces.length === 1) {
    const text = `${own.text} * ${at(first, level.minus)}`;
    return { text, level: level.product, kind: kindOf([own, first]) };
  }
  if (word === 'grad') return { text: place.gradient?.(first?.text ?? '') ?? '', level: level.atom, kind: 'value' };
  const kind = kindOf(pieces);
  const values = () => pieces.map((piece) => asValue(piece, library));
  // JAX takes the slope at 0 from the right
  if (word === 'abs')
    return slopes === 'taken' && library.traced ? called('size', pieces, place) : plainly('abs', pieces);
  if (word === 'min' || word === 'max') {
    // the built-in ones take the first of two equal ones, as the experiment does
    if (kind !== 'value' || !(arrays || library.traced)) return plainly(word, pieces);
    if (slopes === 'taken') return called(word === 'min' ? 'smaller' : 'larger', pieces, place);
    return plainly(`${library.module}.${word}imum`, values());
  }
  const ofPython = kind === 'constant' ? ofConstants[word] : library.strict ? ofNumbers[word] : undefined;
  if (kind !== 'value' && library.constants === 'math' && ofPython) {
    need('math');
    return plainly(ofPython, pieces);
  }
  if (slopes === 'taken' && word === 'hypot') {
    const [a, b] = pieces.map((piece) => at(piece, level.atom));
    return called('sqrt', [{ text: `${a}**2 + ${b}**2`, level: level.sum, kind }], place);
  }
  const callee = library.functions[word];
  if (callee && !(slopes === 'taken' && kinked.has(word))) {
    need(callee.split('.')[0] ?? '');
    return plainly(callee, values());
  }
  return called(word, values(), place);
}

/** Infinitely steep, or without a direction, at a point: there the experiment takes no slope. */
const kinked = new Set(['sqrt', 'cbrt', 'atan2']);

function plainly(callee: string, pieces: readonly Piece[]): Piece {
  return { text: `${callee}(${pieces.map(({ text }) => text).join(', ')})`, level: level.atom, kind: kindOf(pieces) };
}

/** A function that the program defines for itself. */
function called(word: string, pieces: readonly Piece[], { need }: Place): Piece {
  need(word);
  return plainly(word, pieces);
}

/** Functions of some libraries take nothing but their own values, and no whole numbers. */
function asValue(piece: Piece, { value, strict, traced }: Library): Piece {
  if (piece.kind === 'value' || !(strict || traced)) return piece;
  return { ...piece, text: value(/^-?\d+$/.test(piece.text) ? `${piece.text}.0` : piece.text), kind: 'value' };
}

function choice(of: readonly Tree[], place: Place): Piece {
  const [condition, yes, no] = of.map((one) => python(one, place)) as [Piece, Piece, Piece];
  const { library, arrays, need } = place;
  const kind = kindOf([condition, yes, no]);
  if (condition.kind !== 'value' || !(arrays || library.traced)) {
    const text = `${at(yes, level.comparison)} if ${condition.text} else ${at(no, level.choice)}`;
    return { text, level: level.choice, kind };
  }
  need(arrays ? library.module : 'lax');
  if (arrays) return { ...plainly(`${library.module}.where`, [condition, yes, no]), kind };
  // a branch that is not taken is not differentiated; both must give the same type
  const branch = (piece: Piece) => `lambda: ${piece.kind === 'value' ? piece.text : `jnp.float64(${piece.text})`}`;
  return { text: `lax.cond(${condition.text}, ${branch(yes)}, ${branch(no)})`, level: level.atom, kind };
}
