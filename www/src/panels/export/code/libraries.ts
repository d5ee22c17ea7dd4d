// The three libraries that code is written for: what they call things, and what they lack.

import type { CodeWords } from './words';

export type LibraryName = 'numpy' | 'torch' | 'jax';

export interface Library {
  readonly name: LibraryName;
  /** Whose optimizers it has. */
  readonly says: string;
  readonly module: 'np' | 'torch' | 'jnp';
  /** Where π and e are. */
  readonly constants: 'np' | 'math';
  /** What calls its functions on values; what is not here is a helper. */
  readonly functions: Readonly<Record<string, string>>;
  /** Whether its functions take nothing but its own values. */
  readonly strict: boolean;
  /** Makes such a value of a number. */
  readonly value: (text: string) => string;
  /** Whether functions are traced once for all values: branches are then a function too. */
  readonly traced: boolean;
  readonly array: (text: string) => string;
  readonly zeros: string;
}

const same = (module: string, names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, `${module}.${name}`]));

const everywhere = 'sin cos tan sinh cosh tanh exp log log2 log10 sqrt sign floor ceil hypot';

export const libraries: Readonly<Record<LibraryName, Library>> = {
  numpy: {
    name: 'numpy',
    says: 'NumPy',
    module: 'np',
    constants: 'np',
    functions: {
      ...same('np', `${everywhere} cbrt`),
      asin: 'np.arcsin',
      acos: 'np.arccos',
      atan: 'np.arctan',
      atan2: 'np.arctan2',
    },
    strict: false,
    value: (text) => text,
    traced: false,
    array: (text) => `np.array(${text})`,
    zeros: 'np.zeros(2)',
  },
  torch: {
    name: 'torch',
    says: 'PyTorch',
    module: 'torch',
    constants: 'math',
    functions: same('torch', `${everywhere} asin acos atan atan2 erf sigmoid relu`),
    strict: true,
    value: (text) => `torch.tensor(${text})`,
    traced: false,
    array: (text) => `torch.tensor(${text})`,
    zeros: 'torch.zeros(2)',
  },
  jax: {
    name: 'jax',
    says: 'Optax',
    module: 'jnp',
    constants: 'math',
    functions: {
      ...same('jnp', `${everywhere} cbrt`),
      ...same('jax.nn', 'sigmoid relu softplus'),
      asin: 'jnp.arcsin',
      acos: 'jnp.arccos',
      atan: 'jnp.arctan',
      atan2: 'jnp.arctan2',
      erf: 'jax.scipy.special.erf',
    },
    strict: false,
    value: (text) => text,
    traced: true,
    array: (text) => `jnp.array(${text})`,
    zeros: 'jnp.zeros(2)',
  },
};

/** Functions of Python's own for plain numbers, where they cannot raise an error. */
export const ofNumbers: Readonly<Record<string, string>> = {
  ...same('math', 'sin cos tan atan atan2 tanh floor ceil hypot erf'),
  min: 'min',
  max: 'max',
};

/** And those that raise one where the experiment goes on without a number: for what is written as a number only. */
export const ofConstants: Readonly<Record<string, string>> = {
  ...ofNumbers,
  ...same('math', 'asin acos exp log log2 log10 sinh cosh sqrt'),
};

/** A function that a program defines for itself. */
export interface Helper {
  readonly lines: readonly string[];
  readonly needs: readonly string[];
}

/** What the library lacks; `arrays` where it is called with many numbers at once. */
export function helper(name: string, { name: library, module }: Library, arrays: boolean, words: CodeWords): Helper {
  const define = (parameters: string, text: string, doc?: string): Helper => ({
    lines: [
      `def ${name}(${parameters}):`,
      ...(doc ? [`    """${doc}"""`] : []),
      ...text.split('\n').map((line) => `    ${line}`),
    ],
    needs: [...new Set([...text.matchAll(/\b(math|lax|jax|np|torch|jnp)\./g)].map(([, used = '']) => used))],
  });
  const many = arrays || library === 'jax';
  // where a root is steep it is not asked: what is not chosen would still be differentiated
  const guarded = (value: string, kink: string, safe: string) =>
    many
      ? `kink = ${kink}\nreturn ${module}.where(kink, 0.0, ${value.replaceAll('?', `${module}.where(kink, 1.0, ${safe})`)})`
      : `return 0 * ${safe} if ${kink} else ${value.replaceAll('?', safe)}`;
  switch (name) {
    case 'sqrt':
      return define('a', guarded(`${module}.sqrt(?)`, 'a == 0', 'a'), words.kink);
    case 'cbrt':
      return define(
        'a',
        guarded(library === 'torch' ? 'torch.sign(?) * abs(?) ** (1 / 3)' : `${module}.cbrt(?)`, 'a == 0', 'a'),
        words.kink,
      );
    case 'power':
      return define(
        'a, b',
        library === 'numpy'
          ? many
            ? 'kink = (a == 0) & (b < 0)\nreturn np.where(kink, 0.0, np.where(kink, 1.0, a) ** b)'
            : 'return 0.0 if a == 0 and b < 0 else a**b'
          : guarded(
              '? ** b',
              library === 'jax' || arrays ? '(a == 0) & (b > 0) & (b < 1)' : 'a == 0 and 0 < b < 1',
              'a',
            ),
        words.kink,
      );
    case 'over':
      return define(
        'a, b',
        many
          ? 'kink = b == 0\nreturn np.where(kink, 0.0, a / np.where(kink, 1.0, b))'
          : 'return a / b if b != 0 else 0.0',
        words.kink,
      );
    case 'atan2': {
      const angle = library === 'torch' ? 'torch.atan2' : 'jnp.arctan2';
      return define(
        'a, b',
        many
          ? `kink = (a == 0) & (b == 0)\nreturn ${module}.where(kink, 0.0, ${angle}(a, ${module}.where(kink, 1.0, b)))`
          : `return ${angle}(a, b) if a != 0 or b != 0 else 0 * (a + b)`,
        words.kink,
      );
    }
    case 'size':
      return define('a', 'return jnp.sign(a) * a', words.size);
    case 'smaller':
    case 'larger':
      return define('a, b', `return ${module}.where(b ${name === 'smaller' ? '<' : '>'} a, b, a)`, words.tie);
    case 'sigmoid':
      return define('a', 'return 1 / (1 + np.exp(-a))');
    case 'relu':
      return define('a', many ? 'return np.maximum(a, 0)' : 'return max(a, 0)');
    case 'softplus':
      return define(
        'a',
        library === 'torch' ? 'return torch.logaddexp(a, torch.zeros_like(a))' : 'return np.logaddexp(a, 0)',
      );
    case 'erf':
      return define('a', many ? 'return np.vectorize(math.erf)(a)' : 'return math.erf(a)');
    case 'clipped': {
      const norm = library === 'numpy' ? 'np.hypot(*g)' : library === 'torch' ? 'g.norm()' : 'jnp.hypot(*g)';
      return define('g, most', `norm = ${norm}\nreturn g * (most / norm) if norm > most else g`, words.clipped);
    }
    default:
      return { lines: [], needs: [] };
  }
}
