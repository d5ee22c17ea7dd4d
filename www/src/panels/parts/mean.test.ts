import { expect, it } from 'vitest';
import { asMean } from './mean';

it('names the mean where there are rows, and only there', () => {
  const formula = '<math><mi>u</mi></math>';
  expect(asMean(formula, { task: { surface: { f: 'x^2' } } }, 'en')).toBe(formula);
  const rows = { task: { surface: { data: { line: {} } } } };
  expect(asMean(formula, rows, 'en')).toMatch(/^<math><mtext>mean of<\/mtext>.*<mi>u<\/mi><\/math>$/);
  expect(asMean(formula, rows, 'ko')).toContain('평균');
});
