// Each way to fail says what is wrong and what to do, inside the figure.

import type { Page } from '@playwright/test';
import { expect, pictured, show, snapshot, test } from './figure';

const alert = (page: Page) => page.locator('fall-line .failure');

/** Gives the figure a document without waiting for a picture. */
async function give(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    (document.querySelector('fall-line') as HTMLElement & { text: string }).text = given;
  }, text);
}

test('a browser without WebAssembly', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await page.goto('');
  await expect(alert(page)).toContainText('This browser has no WebAssembly');
  await expect(alert(page)).toContainText('Update the browser');
});

test('a browser without vectors gets an engine without, with the same bits', async ({ page, browser }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('s/rate/');
  await pictured(page);
  const usual = await snapshot(page);
  const old = await browser.newContext({ reducedMotion: 'reduce' });
  const other = await old.newPage();
  await other.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  const fetched: string[] = [];
  other.on('request', (request) => void (/wasm$/.test(request.url()) && fetched.push(request.url())));
  await other.goto('s/rate/');
  await pictured(other);
  expect((await snapshot(other)).fingerprint).toBe(usual.fingerprint);
  await other.goto('s/network/');
  await expect(other.locator('fall-line .count')).toContainText(/[1-9]/, { timeout: 15_000 });
  expect(fetched.filter((name) => !name.includes('scalar_bg'))).toEqual([]);
  await old.close();
});

test.describe('a file that is not there', () => {
  test.use({ expected: [/404/] });

  test('is asked for again with the button', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'no such file' }));
    await page.goto('');
    await expect(alert(page)).toContainText('The server answered 404 for the engine');
    await page.unroute('**/*.wasm');
    await page.getByRole('button', { name: 'Try again' }).click();
    await pictured(page);
    await expect(alert(page)).toHaveCount(0);
  });
});

test.describe('no connection', () => {
  test.use({ expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });

  test('says so', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort('internetdisconnected'));
    await page.goto('');
    await expect(alert(page)).toContainText('The engine could not be fetched. Check the connection');
  });
});

test.describe('no connection at all', () => {
  test.use({ expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });

  test('is said in the plain words that came with the page', async ({ page }) => {
    await page.route(/\.wasm$|failure-panel/, (route) => route.abort('internetdisconnected'));
    await page.goto('');
    await expect(alert(page)).toContainText('The page did not load completely. Check the connection, then try again.');
    await page.unroute(/\.wasm$|failure-panel/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await pictured(page);
  });
});

test.describe('the curves are not there', () => {
  test.use({ expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });

  test('and all else goes on', async ({ page }) => {
    await page.route('**/curves-*.js', (route) => route.abort('internetdisconnected'));
    await page.goto('');
    await page.getByRole('button', { name: 'Probe' }).click();
    await expect(page.locator('fall-line .probe')).toContainText('∂');
  });
});

test.describe('the whole engine is not there', () => {
  test.use({ expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });

  test('when a document needs it: that is said, and the button asks again', async ({ page }) => {
    await page.route('**/whole_bg-*.wasm', (route) => route.abort('internetdisconnected'));
    await page.goto('');
    await pictured(page);
    const text = '{"task": {"surface": {"f": "himmelblau"}}, "runs": [{"optimizer": "nesterov"}]}';
    await give(page, text);
    await expect(alert(page)).toContainText('The engine could not be fetched. Check the connection');
    await page.unroute('**/whole_bg-*.wasm');
    await page.getByRole('button', { name: 'Try again' }).click();
    await pictured(page);
    await expect(alert(page)).toHaveCount(0);
    expect((await snapshot(page)).runs.map((run) => run.summary.optimizer)).toEqual(['nesterov']);
  });
});

test('a page in place of the engine', async ({ page }) => {
  await page.route('**/*.wasm', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>hello' }),
  );
  await page.goto('');
  await expect(alert(page)).toContainText('The server sent something else (text/html) in place of the engine');
});

test('a file cut short', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ contentType: 'application/wasm', body: whole.subarray(0, Math.floor(whole.length / 2)) });
  });
  await page.goto('');
  await expect(alert(page)).toContainText('The engine’s file is damaged or cut short');
});

test('the right bytes with the wrong type still work', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({ contentType: 'text/plain', body });
  });
  await page.goto('');
  await pictured(page);
});

test.describe('a worker that does not start', () => {
  test.use({ expected: [/404/] });

  test('says so', async ({ page }) => {
    await page.route('**/worker-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('');
    await expect(alert(page)).toContainText('The browser did not start the page’s worker');
  });
});

test.describe('documents that cannot be read', () => {
  const rows: { name: string; text: string; says: RegExp; marks: string }[] = [
    {
      name: 'broken JSON',
      text: '{\n  "task": {"surface": }\n}',
      says: /line 2, column 23|Line 2, column 23/i,
      marks: '}',
    },
    {
      name: 'an unknown field',
      text: '{"task": {"surface": {"f": "valley", "begin": [1, 2]}}}',
      says: /begin/,
      marks: '"begin"',
    },
    {
      name: 'a number out of range',
      text: '{"task": {"surface": {"f": "valley"}}, "runs": [{"optimizer": {"adam": {"beta2": 1.5}}}]}',
      says: /runs\[0\]\.optimizer\.adam\.beta2/,
      marks: '1.5',
    },
    {
      name: 'a slip in a formula',
      text: '{"task": {"surface": {"f": "x^2 + hill*y"}}}',
      says: /Column 7: there is no hill here; there are x, y, pi, e\./,
      marks: 'hill',
    },
  ];

  for (const { name, text, says, marks } of rows) {
    test(name, async ({ page }) => {
      await page.goto('');
      await pictured(page);
      await give(page, text);
      await expect(alert(page)).toContainText('This experiment cannot be read');
      await expect(alert(page)).toContainText(says);
      await expect(alert(page).locator('mark')).toContainText(marks);
      await show(page, '{"task": {"surface": {"f": "bowl"}}}');
      await pictured(page);
      expect((await snapshot(page)).document).toContain('bowl');
    });
  }

  test('in Korean too, with the path', async ({ page }) => {
    await page.goto('ko/');
    await pictured(page);
    await give(page, rows[2]?.text ?? '');
    await expect(alert(page)).toContainText('이 실험을 읽을 수 없어요');
    await expect(alert(page)).toContainText('범위를 벗어나요');
    await expect(alert(page)).toContainText('runs[0].optimizer.adam.beta2');
  });
});

test('an element without a document, and one with a child script', async ({ page }) => {
  await page.goto('');
  await pictured(page);
  await page.evaluate(() => {
    document.querySelector('main')?.replaceChildren(document.createElement('fall-line'));
  });
  await expect(alert(page)).toContainText('There is no experiment here');
  await page.evaluate(() => {
    const main = document.querySelector('main');
    if (main)
      main.innerHTML =
        '<fall-line><script type="application/json">{"task": {"surface": {"f": "bowl"}}}</script></fall-line>';
  });
  await pictured(page);
  expect((await snapshot(page)).document).toContain('bowl');
});

test.describe('an element with src', () => {
  test.use({ expected: [/404/] });

  test('fetches its document, and says when it is not there', async ({ page }) => {
    await page.route('**/bowl.json', (route) => route.fulfill({ json: { task: { surface: { f: 'bowl' } } } }));
    await page.route('**/none.json', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('');
    await pictured(page);
    const put = (src: string) =>
      page.evaluate((address) => {
        const figure = document.createElement('fall-line');
        figure.setAttribute('src', address);
        document.querySelector('main')?.replaceChildren(figure);
      }, src);
    await put('bowl.json');
    await pictured(page);
    expect((await snapshot(page)).document).toContain('bowl');
    await put('none.json');
    await expect(alert(page)).toContainText('none.json (HTTP 404)');
  });
});
