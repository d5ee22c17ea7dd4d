// Schedules in Python: a function of the step, what it is called with, and the lines that a plateau needs.

import type { Json } from '../../../document/pointer';
import type { CodeWords } from './words';

export interface Schedule {
  /** The function's name and lines; none where there is nothing to define. */
  readonly define?: { readonly name: string; readonly lines: readonly string[] };
  /** What the learning rate is multiplied by at a time. */
  readonly factor?: (time: string) => string;
  readonly before?: string;
  readonly after?: (loss: string) => readonly string[];
}

type Numbers = Readonly<Record<string, Json>>;

/** A schedule of a document with its defaults written out; `text` writes a number or a formula of constants. */
export function scheduleOf(
  kind: string,
  values: Numbers,
  text: (value: Json | undefined) => string,
  words: CodeWords,
): Schedule {
  const own = (name: string, lines: readonly string[], parameters: readonly string[]): Schedule => ({
    define: {
      name,
      lines: [
        `def ${[name]}(t${parameters.map((one) => `, ${one}`).join('')}):`,
        `    """${words.factor}"""`,
        ...lines.map((line) => `    ${line}`),
      ],
    },
    factor: (time) => `${name}(${[time, ...parameters.map((one) => text(values[one]))].join(', ')})`,
  });
  const progress = 'u = min(t - 1, steps) / steps';
  const wave = 'return floor + (1 - floor) * (1 + math.cos(math.pi * u)) / 2';
  // a schedule of no steps is at its end
  const steps = values.steps === 0 ? 'u = 1.0' : progress;
  switch (kind) {
    case 'inverse_time':
      return own('inverse_time', ['return 1 / (1 + decay * (t - 1))'], ['decay']);
    case 'step':
      return own('stairs', ['return factor ** ((t - 1) // every)'], ['every', 'factor']);
    case 'exponential':
      return own('exponential', ['return rate ** (t - 1)'], ['rate']);
    case 'linear':
      return own('linear', [steps, 'return 1 - (1 - floor) * u'], ['steps', 'floor']);
    case 'cosine':
      return own('cosine', [steps, wave], ['steps', 'floor']);
    case 'cosine_restarts':
      return own(
        'cosine_restarts',
        [values.steps === 0 ? 'u = 1.0' : 'u = ((t - 1) % steps) / steps', wave],
        ['steps', 'floor'],
      );
    case 'one_cycle':
      return own(
        'one_cycle',
        [
          steps,
          'if u <= 0.3:',
          '    return 1 + (peak - 1) * (u / 0.3)',
          'return peak * (1 + math.cos(math.pi * (u - 0.3) / 0.7)) / 2',
        ],
        ['steps', 'peak'],
      );
    case 'plateau':
      return {
        factor: () => 'lowered',
        before: 'lowered, best, bad = 1.0, None, 0',
        after: (loss) => [
          `# ${words.plateau}`,
          `loss = ${loss}`,
          `if best is None or loss < best - ${text(values.threshold)} * abs(best):`,
          '    best, bad = loss, 0',
          'else:',
          '    bad += 1',
          `if bad > ${text(values.patience)}:`,
          `    lowered, bad = max(${text(values.floor)}, ${text(values.factor)} * lowered), 0`,
        ],
      };
    default:
      return {};
  }
}
