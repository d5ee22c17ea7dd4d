// Documents that carry code where words belong: it is shown as words, wherever it is shown.

import type { Page } from '@playwright/test';
import { expect, open, pictured, show, test } from './figure';

const code = (where: string) => `<img src=x onerror="hit='${where}'"><script>hit='${where}'</script>{{7*7}}\${hit}`;
const both = (where: string) => ({ en: code(where), ko: code(where) });

/** Every text of a document of a surface, and of one of a network. */
const surface = {
  title: both('title'),
  task: {
    surface: {
      f: '(x*u + y - v)^2',
      data: { columns: { u: [1, 2, 3], v: [1, 2, 4] } },
      batch: 1,
      steps: 20,
    },
  },
  runs: [
    { name: both('name'), optimizer: { gd: { lr: 0.01 } } },
    { name: code('name'), optimizer: { written: { text: 'w = w - lr*g', lr: 0.01 } } },
  ],
  view: { symbols: { lr: code('symbol').slice(0, 30) } },
};
const network = {
  title: code('title'),
  task: {
    network: {
      data: {
        rows: {
          inputs: [
            [0, 0],
            [1, 1],
            [0, 1],
            [1, 0],
          ],
          targets: [0, 0, 1, 1],
        },
      },
      layers: [{ units: 3 }],
      epochs: 5,
    },
  },
  runs: [{ name: both('name') }, { name: code('name') }],
};
const panels = {
  surface: ['surface', 'data', 'probe', 'slices', 'table', 'basin', 'sweep', 'export'],
  network: ['network', 'data', 'race', 'layers', 'landscape', 'trials', 'export'],
};

async function nothingRan(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const inside = document.querySelector('fall-line')?.shadowRoot;
    return {
      hit: (window as unknown as { hit?: string }).hit,
      elements: inside?.querySelectorAll('img[onerror], script, iframe, object, embed').length,
    };
  });
  expect(found).toEqual({ hit: undefined, elements: 0 });
}

for (const [kind, document] of Object.entries({ surface, network })) {
  test(`no text of a document of a ${kind} is run, in any panel`, async ({ page }) => {
    test.slow();
    await open(page);
    await show(
      page,
      JSON.stringify({ ...document, view: { ...('view' in document ? document.view : {}), panels: [] } }),
    );
    await nothingRan(page);
    for (const panel of panels[kind as keyof typeof panels]) {
      await show(
        page,
        JSON.stringify({ ...document, view: { ...('view' in document ? document.view : {}), panels: [panel] } }),
      );
      await expect(page.locator(`fall-line #panel-${panel}`)).toBeVisible();
      // what comes later is there
      await page.waitForTimeout(300);
      await nothingRan(page);
    }
    await expect(page.locator('fall-line .story')).toContainText('<img');
    await expect(page.locator('fall-line .runs')).toContainText('onerror');
  });
}

test('what is refused shows its text, and runs none of it', async ({ page }) => {
  await open(page);
  const refused = [
    { task: { surface: { f: code('f') } } },
    { task: { surface: { f: 'x', data: { columns: { [code('column')]: [1] } } } } },
    { task: { surface: { f: 'x' } }, runs: [{ optimizer: { [code('optimizer')]: {} } }] },
    { task: { surface: { f: 'x' } }, runs: [{ optimizer: { written: { text: code('rule') } } }] },
    { task: { surface: { f: 'x' } }, [code('field')]: 1 },
    { task: { network: { data: { csv: { file: code('file'), sha256: '0'.repeat(64) } } } } },
    { task: { network: { features: [code('feature')] } } },
  ];
  for (const document of refused) {
    await page.evaluate((text) => {
      (window.document.querySelector('fall-line') as unknown as { text: string }).text = text;
    }, JSON.stringify(document));
    await expect(page.locator('fall-line [role=alert], fall-line .wanted').first()).toContainText(/img|onerror/);
    await nothingRan(page);
  }
  await show(page, JSON.stringify(surface));
  await pictured(page);
});
