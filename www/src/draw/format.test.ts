import { describe, expect, it } from 'vitest';
import { apart, format, plain, powerOfTen, readNumber, typed } from './format';

describe('numbers', () => {
  it('have three significant digits, and powers of ten only below 10⁻³ and from a million', () => {
    const rows: [number, string][] = [
      [0, '0'],
      [-0, '0'],
      [4.64, '4.64'],
      [0.95, '0.950'],
      [-8, '−8.00'],
      [0.0064123, '0.00641'],
      [0.001, '0.00100'],
      [0.00099999, '0.00100'],
      [0.00081234, '8.12×10⁻⁴'],
      [1.2e-4, '1.20×10⁻⁴'],
      [123.456, '123'],
      [999.6, '1000'],
      [43210, '43200'],
      [4.03e19, '4.03×10¹⁹'],
      [-1.5e-7, '−1.50×10⁻⁷'],
      [Number.NaN, '–'],
      [Infinity, '∞'],
      [-Infinity, '−∞'],
    ];
    for (const [value, text] of rows) expect(format(value), String(value)).toBe(text);
    expect(format(1.23456, 4)).toBe('1.235');
  });

  it('have the digits that tell them from their neighbours, and two at least', () => {
    expect([2.61, 12.4, 12.5, 1.65].map((value) => apart(value, 5))).toEqual(['2.6', '12.4', '12.5', '1.6']);
    expect(apart(1.65, 0.15)).toBe('1.65');
    expect([1.0000001, 1.0000002].map((value) => apart(value, 1e-7))).toEqual(['1.0000001', '1.0000002']);
    expect(apart(0, 1)).toBe('0');
  });

  it('are as short as they can be where they were chosen by hand', () => {
    const rows: [number, string][] = [
      [1, '1'],
      [0.95, '0.95'],
      [-0, '0'],
      [1.9, '1.9'],
      [-6, '−6'],
      [1e-8, '10⁻⁸'],
      [-1e-8, '−10⁻⁸'],
      [2.5e-4, '2.5×10⁻⁴'],
      [0.1 + 0.2, '0.3'],
    ];
    for (const [value, text] of rows) expect(plain(value)).toBe(text);
    expect(powerOfTen(-6)).toBe('10⁻⁶');
  });

  it('are read as they are typed and as they are printed', () => {
    const rows: [string, number | undefined][] = [
      ['0.1', 0.1],
      [' .5 ', 0.5],
      ['1e-3', 0.001],
      ['−2', -2],
      ['-0', 0],
      ['8.12×10⁻⁴', 8.12e-4],
      ['10⁻⁸', 1e-8],
      ['', undefined],
      ['fast', undefined],
      ['1,5', undefined],
      ['1e999', undefined],
      ['0x10', undefined],
    ];
    for (const [text, value] of rows) expect(readNumber(text), text).toBe(value);
    for (const value of [0.1, 1e-8, 123456789, -2.5]) expect(readNumber(typed(value))).toBe(value);
  });
});
