// Numbers as people read them: few digits, a real minus sign, and no jumping between notations.

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Three significant digits for a chip, four for a probe: `format(0.00081234, 3)` is "8.12×10⁻⁴". */
export function format(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size < 1e-3 || size >= 1e6) {
    const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
    return `${minus(mantissa)}×10${superscript(Number(exponent))}`;
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return minus(rounded.toFixed(decimals));
}

/** With as many digits as are right to a twentieth of `gap`, what is between it and its neighbour; and two at least. */
export function apart(value: number, gap: number): string {
  let digits = 2;
  while (digits < 12 && Math.abs(Number(value.toPrecision(digits)) - value) > gap / 20) digits += 1;
  return format(value, digits);
}

/** A number in as few digits as say it: ticks, settings, limits. */
export function plain(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return minus(String(Number(value.toPrecision(12))));
  const [mantissa = '', exponent = '0'] = Number(value.toPrecision(12)).toExponential().split('e');
  const power = `10${superscript(Number(exponent))}`;
  return Math.abs(Number(mantissa)) === 1 ? `${minus(mantissa).slice(0, -1)}${power}` : `${minus(mantissa)}×${power}`;
}

/** What a field holds for typing: every digit, with the hyphen that a keyboard has. */
export function typed(value: number): string {
  return String(value + 0);
}

/** The number that was typed, or undefined. Takes back what `format` and `plain` print. */
export function readNumber(text: string): number | undefined {
  const clean = text
    .trim()
    .replace(/−/g, '-')
    .replace(/×?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, power: string) => `e${fromSuperscript(power)}`)
    .replace(/^-?(?=e)/, '$&1');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(clean)) return undefined;
  const value = Number(clean);
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** 10⁻⁶ for −6. */
export function powerOfTen(exponent: number): string {
  return `10${superscript(exponent)}`;
}

function minus(text: string): string {
  return text.replace(/^-/, '−');
}

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((d) => superscripts[Number(d)]).join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}

function fromSuperscript(text: string): string {
  return [...text].map((c) => (c === '⁻' ? '-' : String(superscripts.indexOf(c)))).join('');
}

/** At most so many letters of a text that people wrote, the last one an ellipsis. */
export function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}
