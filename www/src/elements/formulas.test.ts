import { expect, test } from 'vitest';
import { formulas } from '../document/formulas.gen';
import { formula } from './formulas';

test('the first figure’s formula is the library’s', () => {
  const said = formula(() => {}, 'valley');
  expect(said?.strings.join('')).toBe(`<span class="math">${formulas.valley}</span>`);
});
