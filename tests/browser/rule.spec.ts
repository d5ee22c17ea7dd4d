// A network's run shows its rule as it is published; edited, it becomes a run of its own that learns beside it.

import { expect, open, show, snapshot, test } from './figure';
import { runs, unfold } from './runs';

test('a network’s rule is shown, and one’s own of it learns beside it', async ({ page }) => {
  await open(page);
  await show(
    page,
    JSON.stringify({
      task: { network: { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 30 } },
      runs: [{ optimizer: { momentum: { lr: 0.03 } } }],
      view: { at: 20 },
    }),
  );
  const run = await unfold(page, 'Momentum');
  const formula = run.locator('.formula');
  await expect(formula.locator('math')).toHaveCount(2);
  await expect(formula).toContainText('η');
  await expect(run.locator('.letters')).toHaveText(/w weights.*g gradient.*η learning rate/);
  await run.getByRole('button', { name: 'Edit this rule' }).click();
  await expect.poll(async () => (await runs(page)).length).toBe(2);
  const [first, own] = await runs(page);
  expect(first?.optimizer).toEqual({ momentum: { lr: 0.03 } });
  const { text = '' } = (own?.optimizer as { written?: { text?: string } } | undefined)?.written ?? {};
  expect(text).toContain('lr = 0.03');
  await expect(page.locator('fall-line .story')).toContainText('epoch 20');
  // the same rule by its text: the same curves
  const chart = page.locator('fall-line .chart');
  const same = /Momentum ([\d.]+), .* \1(,|$)/;
  await expect(chart).toHaveAttribute('aria-valuetext', same);
  const area = page.locator('fall-line textarea').first();
  await area.fill(text.replace('momentum = 0.9', 'momentum = 0.5'));
  // what is changed on the way counts from there on
  await expect
    .poll(async () => JSON.parse((await snapshot(page)).document).changes)
    .toEqual([{ at: 500, run: 1, set: { '/optimizer/written': { text: text.replace('0.9', '0.5') } } }]);
  await page.getByRole('slider', { name: 'Epoch', exact: true }).fill('30');
  await expect(page.locator('fall-line .story')).toContainText('epoch 30');
  await expect(chart).toHaveAttribute('aria-valuetext', /^Epoch 30/);
  await expect(chart).not.toHaveAttribute('aria-valuetext', same);
});
