// Two engines: the first picture comes with the lean one, the whole one is fetched when a document asks for more.

import { expect, open, pictured, show, snapshot, test } from './figure';

test('the whole engine is fetched once, by the first document that needs it', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    const engine = /\/(lean|whole)_bg-[\w-]+\.wasm$/.exec(request.url())?.[1];
    if (engine) fetched.push(engine);
  });
  await open(page);
  await show(page, '{"task": {"surface": {"f": "rosenbrock"}}, "runs": [{"optimizer": {"adam": {"lr": 0.05}}}]}');
  expect(fetched).toEqual(['lean']);
  const optimizers = ['nesterov', 'lion', 'gd'];
  for (const optimizer of optimizers) {
    await show(
      page,
      `{"task": {"surface": {"f": "himmelblau", "start": [1, 1]}}, "runs": [{"optimizer": "${optimizer}"}]}`,
    );
    expect((await snapshot(page)).runs.map((run) => run.summary.optimizer)).toEqual([optimizer]);
  }
  expect(fetched).toEqual(['lean', 'whole']);
  await expect.poll(() => page.workers().length).toBe(1);
});

test('what is wrong with a document is said by the engine that knows all documents', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    (document.querySelector('fall-line') as HTMLElement & { text: string }).text =
      '{"task": "surface", "runs": [{"optimizer": "adamm"}]}';
  });
  await expect(page.locator('fall-line .failure')).toContainText('gd, momentum, momentum_ema, nesterov');
});

test('a document that needs the whole engine can be the first', async ({ page }) => {
  await page.route('**/swift.json', (route) =>
    route.fulfill({
      json: { task: { surface: { f: 'bowl' } }, runs: [{ optimizer: 'nesterov', schedule: 'cosine' }] },
    }),
  );
  await open(page);
  await page.evaluate(() => {
    const figure = document.createElement('fall-line');
    figure.setAttribute('src', 'swift.json');
    document.querySelector('main')?.replaceChildren(figure);
  });
  await pictured(page);
  expect((await snapshot(page)).runs.map((run) => run.summary.optimizer)).toEqual(['nesterov']);
});
