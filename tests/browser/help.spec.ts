// Help in place: with each panel open and in every state, every control and every quantity has a sentence of its own.

import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, pictured, show, test } from './figure';

type Language = 'en' | 'ko';

/** Controls, and what shows a number or its name. */
const asked = `button, input, select, textarea, summary, output, progress, meter, canvas, pre, math, dt, dd, th, td, b,
  figure svg, .patch, .swatch, .value, .says, .hint, [role=slider], [role=img], [role=application]`;

/** What needs no sentence: help itself, and what stands for a table's empty corner. */
const excused = '.help *, thead td:empty';

interface Answer {
  readonly who: string;
  readonly says: string;
}

/** What help says of everything in a part of the figure, each as if a hand were on it. */
function answers(page: Page, part: string): Promise<Answer[]> {
  return page.evaluate(
    async ([within, selector, none]) => {
      const figure = document.querySelector('fall-line') as HTMLElement & { updateComplete: Promise<unknown> };
      const root = figure.shadowRoot as ShadowRoot;
      const found: Answer[] = [];
      for (const place of root.querySelectorAll(within ?? '')) {
        for (const element of place.querySelectorAll<HTMLElement>(selector ?? '')) {
          if (element.matches(none ?? '')) continue;
          element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
          await figure.updateComplete;
          const name = element.getAttribute('aria-label') ?? element.id ?? '';
          const who = `${within}: ${element.localName}.${element.className} ${name} ${element.textContent?.trim().slice(0, 30)}`;
          found.push({ who, says: root.querySelector('.help p')?.textContent ?? '' });
        }
      }
      return found;
    },
    [part, asked, excused] as const,
  );
}

const about = {
  en: 'Point at anything, or move to it with Tab: here stands what it is.',
  ko: '무엇이든 가리키거나 Tab으로 옮겨 가면 여기에 설명이 나와요.',
};

/** What is said of whole panels: no answer to what stands in them. */
async function panelsSay(page: Page): Promise<string[]> {
  const panels = (await answers(page, '.dock')).map(({ says }) => says).slice(0, 9);
  expect(new Set(panels).size).toBe(9);
  return panels;
}

/** Everything in these parts answers, in this language, with a sentence that is not one of these. */
async function explained(
  page: Page,
  lang: Language,
  parts: readonly string[],
  least = 1,
  panels: readonly string[] | undefined = undefined,
): Promise<void> {
  const all: Answer[] = [];
  for (const part of parts) all.push(...(await answers(page, part)));
  expect(all.length).toBeGreaterThanOrEqual(least);
  const vague = [about[lang], '', ...(panels ?? (await panelsSay(page)))];
  expect(all.filter(({ says }) => vague.includes(says)).map(({ who }) => who)).toEqual([]);
  expect(all.filter(({ says }) => /[가-힣]/.test(says) !== (lang === 'ko')).map(({ who }) => who)).toEqual([]);
  // a sentence, and not a paragraph
  expect(all.filter(({ says }) => says.length > 240 || !/[.!?]$/.test(says)).map(({ who }) => who)).toEqual([]);
}

async function start(page: Page, lang: Language, document: object): Promise<void> {
  await open(page, `?lang=${lang}`);
  await show(page, JSON.stringify(document));
  await pictured(page);
  await page.locator('fall-line .turns button').nth(2).click();
  await expect(page.locator('fall-line .help')).toBeVisible();
}

const kinds = 'gd momentum momentum_ema nesterov adagrad rmsprop adadelta adam adamw amsgrad adamax nadam radam'
  .split(' ')
  .concat('adabelief lion sign'.split(' '));
const schedules = 'inverse_time step exponential linear cosine cosine_restarts one_cycle plateau'.split(' ');
const own = { written: { text: 'param lr = 0.1, drag = 2\nstate p\np = p/drag + g\nw = w - lr*p' } };
const line = { line: { samples: 30 } };
const panel = (page: Page, name: string) => page.locator(`fall-line .panel.${name}`);

for (const lang of ['en', 'ko'] as const) {
  test(`the picture, time, the runs' lines, their menu and the curves, ${lang}`, async ({ page }) => {
    await start(page, lang, {
      task: { surface: { steps: 30, data: line } },
      runs: [{ optimizer: { gd: { lr: 0.5 } } }, { optimizer: 'momentum' }],
      repeat: 3,
    });
    await page.locator('fall-line .plane').focus();
    await expect(page.locator('fall-line .zoom button')).toHaveCount(4);
    await page.locator('fall-line .chart').focus();
    await page.keyboard.press('ArrowDown');
    await explained(page, lang, ['.subject', '.time', '.runs', '.curves'], 40);
    const menu = page.locator('fall-line .run header button').first();
    await menu.click();
    await expect(page.locator('fall-line .menu')).toBeVisible();
    await explained(page, lang, ['.menu'], 6);
    await page.locator('fall-line .menu button').nth(2).click();
    await menu.click();
    await expect(page.locator('fall-line .menu')).toBeVisible();
    await explained(page, lang, ['.menu', '.run'], 12);
    await page.locator('fall-line .menu button').first().click();
    await expect(page.locator('fall-line .naming')).toBeFocused();
    await explained(page, lang, ['.run header']);
    await page.keyboard.press('Escape');
    await page.locator('fall-line .runs > button').click();
    await expect(page.locator('fall-line .kinds')).toBeVisible();
    await explained(page, lang, ['.kinds'], 17);
    const says = (await answers(page, '.kinds')).map((one) => one.says);
    expect(new Set(says).size).toBe(says.length);
  });

  test(`all settings of every optimizer and schedule, ${lang}`, async ({ page }) => {
    test.slow();
    const more = { start: [1, 1], batch: 2, noise: 0.1, f: '(x*u + y - v)^2', steps: 9 };
    await start(page, lang, {
      given: { k: 0.1 },
      task: { surface: { steps: 30, data: line } },
      runs: [
        // every schedule twice
        ...kinds.map((kind, k) => ({
          optimizer: { [kind]: { lr: k === 0 ? 'k' : 0.01 } },
          schedule: { [schedules[k % schedules.length] ?? '']: {} },
        })),
        { optimizer: own, clip: 1, with: more },
      ],
    });
    const panels = await panelsSay(page);
    const runs = await page.locator('fall-line .run').all();
    expect(runs).toHaveLength(kinds.length + 1);
    for (const [k, run] of runs.entries()) {
      const summary = run.locator('> details > summary');
      await summary.press('Enter');
      const isOwn = k === kinds.length;
      await expect(run.locator(isOwn ? '.edit' : '.rates')).toBeVisible();
      if (isOwn) await run.locator('.edit').click();
      await explained(page, lang, [`.run:nth-child(${k + 1})`], 15, panels);
      await summary.press('Enter');
    }
  });

  test(`surface and data, ${lang}`, async ({ page }) => {
    await start(page, lang, {
      given: { k: 0.1, r: { from: 0, to: 1 } },
      task: { surface: { steps: 30, data: { columns: { a: [1, 2, 3], b: [2, 3, 5], c: [0, 1, 1] } } } },
      view: { panels: ['surface', 'data'] },
    });
    await expect(panel(page, 'data').locator('.scatter')).toBeVisible();
    for (const summary of await page.locator('fall-line .panel details:not([open]) summary').all())
      await summary.click();
    await page.locator('#table').fill('a,b\n1,20\n3,40');
    await expect(panel(page, 'data').getByRole('checkbox')).toBeVisible();
    await page.locator('#formula').fill('x +');
    await expect(page.locator('#formula-wrong')).not.toBeEmpty();
    await explained(page, lang, ['.panel.surface', '.panel.data'], 100);
    // a drawn constant, and each of its bounds
    const drawn = (await answers(page, '.panel.surface .drawn')).map(({ says }) => says);
    expect(new Set(drawn).size).toBe(4);
    await panel(page, 'data').locator('select').last().selectOption('line');
    await expect(panel(page, 'data').locator('.setting')).toHaveCount(5);
    await explained(page, lang, ['.panel.data'], 15);
  });

  test(`probe and slices, ${lang}`, async ({ page, context }) => {
    await context.clearPermissions();
    await start(page, lang, {
      task: { surface: { f: 'himmelblau', steps: 30 } },
      runs: [{ optimizer: { momentum: { lr: 0.001 } } }, { optimizer: 'adam' }],
      view: { panels: ['probe', 'slices'] },
    });
    await panel(page, 'probe').locator('.place select').selectOption('pinned');
    for (const box of await panel(page, 'probe').getByRole('checkbox').all()) await box.check();
    await page.evaluate(() =>
      Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject() }),
    );
    await panel(page, 'probe').locator('.copying button').click();
    await expect(panel(page, 'probe').locator('textarea')).toBeVisible();
    await explained(page, lang, ['.panel.probe', '.panel.slices'], 50);
  });

  test(`an exercise that is set, ${lang}`, async ({ page, context }) => {
    test.slow();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const text = { en: 'Go down.', ko: '내려가 보세요.' };
    await start(page, lang, {
      task: { surface: { steps: 30 } },
      given: { a: 1 },
      runs: [{}, { optimizer: { adam: {} } }],
      controls: ['/runs/1/optimizer'],
      goals: [
        ...[
          { loss: { below: 1 } },
          { reach: { point: [0, 0], within: 1 } },
          { beats: { than: 1 } },
          'diverges',
          'edge',
        ],
        ...[{ stays: { inside: [0, 1, 0, 1] } }, { at_most: { rows: 9 } }, { follows: { run: 1 } }],
      ],
      exercise: {
        text,
        hints: [text],
        questions: [{ text }, { text, kind: 'formula' }, { text, kind: { choice: { of: [text, text] } } }],
        seed_by_student: true,
      },
      view: { panels: ['exercise'] },
    });
    const set = panel(page, 'exercise');
    await expect(set.locator('.part')).toHaveCount(6);
    const folded = set.locator('.part:not([open]) > summary');
    for (let left = await folded.count(); left > 0; left--) await folded.first().press('Enter');
    await set.locator('[data-help=set-take]').click();
    await expect(set.locator('[data-help=set-reference]')).toBeVisible();
    await page.locator('#set-right-0').fill('1');
    await page.locator('#set-right-0').blur();
    await expect(page.locator('#set-answer-within-0')).toBeVisible();
    await set.locator('[data-help=set-publish]').click();
    await expect(set.locator('.published dt').first()).toBeVisible();
    await explained(page, lang, ['.panel.exercise'], 100);
    // every goal's fields, and not one sentence for all
    const says = new Set((await answers(page, '.panel.exercise')).map((one) => one.says));
    expect(says.size).toBeGreaterThan(40);
  });

  test(`the table of the step, for every rule, ${lang}`, async ({ page }) => {
    test.slow();
    const runs = [...kinds, 'gd'].map((kind) => ({ optimizer: { [kind]: { lr: 0.01 } }, clip: 1 }));
    await start(page, lang, {
      task: { surface: { steps: 5 } },
      runs: [...runs, { optimizer: own }],
      view: { panels: ['table'], at: 3 },
    });
    const panels = await panelsSay(page);
    for (const run of runs.keys()) {
      await panel(page, 'table').locator('.bar select').selectOption(String(run));
      await expect(panel(page, 'table').locator('.gradient').first()).toBeVisible();
      await explained(page, lang, ['.panel.table'], 20, panels);
    }
    // a vector of a rule of one's own is one, whatever it is called, and an average says that it is one
    await panel(page, 'table').locator('.bar select').selectOption(String(runs.length));
    await expect(panel(page, 'table').locator('tbody tr')).toHaveCount(4);
    await explained(page, lang, ['.panel.table'], 20);
    await page.keyboard.press('Home');
    await expect(panel(page, 'table').locator('.told button')).toBeVisible();
    await explained(page, lang, ['.panel.table']);
  });

  test(`pictures of networks, ${lang}`, async ({ page }) => {
    const network = { data: 'digits', layers: [{ units: 40 }], validation: 0.1, batch: 32, epochs: 2 };
    await start(page, lang, { task: { network }, view: { panels: ['images'] } });
    await expect(panel(page, 'images').locator('.cost').first()).toBeVisible({ timeout: 30_000 });
    const panels = (await answers(page, '.dock button[aria-controls]')).map(({ says }) => says);
    await explained(page, lang, ['.panel.images'], 70, panels);
  });

  test(`data of networks, ${lang}`, async ({ page }) => {
    const network = { data: { spiral: { samples: 60 } }, epochs: 2 };
    await start(page, lang, { task: { network }, view: { panels: ['data', 'network'] } });
    const own = panel(page, 'data');
    await expect(own.locator('[data-help=rows-mode] button')).toHaveCount(3);
    const panels = (await answers(page, '.dock button[aria-controls]')).map(({ says }) => says);
    await own.locator('[data-help=rows-mode] button').nth(1).click();
    await own.locator('textarea').fill('a,b,c\n1,2,3\n3,4,5');
    await own.locator('textarea').press('Tab');
    await expect(own.locator('.main-word')).toBeVisible();
    await explained(page, lang, ['.panel.data'], 25, panels);
    await own.locator('select').first().selectOption('sine');
    await expect(own.locator('[data-help=rows-value]')).toBeVisible();
    await explained(page, lang, ['.panel.data', '.panel.network'], 30, panels);
    await own.locator('select').first().selectOption('strokes');
    await expect(own.locator('.setting')).toHaveCount(5);
    await explained(page, lang, ['.panel.data'], 15, panels);
  });

  test(`what is taken along of networks, ${lang}`, async ({ page, context }) => {
    await context.clearPermissions();
    const network = { data: 'digits', layers: [{ units: 40 }], batch: 64, epochs: 1 };
    await start(page, lang, { task: { network }, view: { panels: ['export'] } });
    const taking = panel(page, 'export');
    await expect(taking.locator('pre')).toBeVisible({ timeout: 20_000 });
    await page.evaluate(() =>
      Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject() }),
    );
    await taking.locator('.row button').first().click();
    await expect(taking.locator('input[readonly]')).toBeVisible();
    const panels = (await answers(page, '.dock button[aria-controls]')).map(({ says }) => says);
    await explained(page, lang, ['.panel.export'], 20, panels);
  });

  test(`the maps, 3-D and what is taken along, ${lang}`, async ({ page }) => {
    await start(page, lang, {
      task: { surface: { f: 'two_minima', steps: 30 } },
      runs: [{ optimizer: { momentum: { lr: 0.05 } } }, { optimizer: { gd: { lr: 5 } } }],
      view: { panels: ['basin', 'sweep', 'space', 'export'] },
    });
    await expect(panel(page, 'basin').locator('tbody tr').first()).toBeVisible({ timeout: 20_000 });
    await expect(panel(page, 'sweep').locator('.map-bar span').first()).toBeVisible({ timeout: 20_000 });
    await expect(panel(page, 'space').locator('.room canvas').first()).toBeVisible({ timeout: 20_000 });
    await expect(panel(page, 'export').locator('pre')).toBeVisible();
    await panel(page, 'sweep').locator('select').last().selectOption('below');
    await page.evaluate(() =>
      Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject() }),
    );
    await panel(page, 'export').locator('.row button').first().click();
    await expect(panel(page, 'export').locator('input[readonly]')).toBeVisible();
    await explained(page, lang, ['.panel.basin', '.panel.sweep', '.panel.space', '.panel.export'], 60);
    await panel(page, 'basin').locator('select').last().selectOption('fine');
    await page.locator('fall-line .run .number').first().fill('0.04');
    await page.keyboard.press('Enter');
    await explained(page, lang, ['.panel.basin']);
  });

  test(`the panels of networks, ${lang}`, async ({ page }) => {
    test.slow();
    const names = ['network', 'layers', 'landscape', 'finder', 'trials'];
    await start(page, lang, {
      task: {
        network: {
          data: 'circle',
          layers: [{ units: 4 }, { units: 4 }],
          batch: 10,
          epochs: 10,
          init: { normal: { std: 0.3 } },
        },
      },
      runs: [{ optimizer: { adam: { lr: 0.01 } } }, { optimizer: { gd: { lr: 0.1 } } }],
      view: {
        panels: [
          'network',
          { layers: { weights: true } },
          'landscape',
          'finder',
          { trials: { seeds: 1 } },
          { stop: { epoch: 4, there: true } },
        ],
        at: 10,
      },
    });
    for (const [name, there] of [
      ['layers', '.stratum[role=group]'],
      ['landscape', '.shades'],
      ['finder', '.sought + .says + p + button'],
      ['trials', '.map-bar'],
    ] as const) {
      await expect(panel(page, name).locator(there).first()).toBeVisible({ timeout: 20_000 });
    }
    const dock = page.locator('fall-line .dock > button');
    const says = (await answers(page, '.dock')).map(({ says }) => says).slice(0, await dock.count());
    expect(new Set(says).size).toBe(says.length);
    await explained(page, lang, ['.caption .checkbox', ...names.map((name) => `.panel.${name}`)], 90, says);
    await panel(page, 'layers').locator('select').first().selectOption('he');
    await panel(page, 'trials').locator('.axis select').nth(1).selectOption('list');
    await expect(panel(page, 'trials').locator('#trials-across-list')).toBeVisible();
    await explained(page, lang, ['.panel.layers', '.panel.trials'], 20, says);
  });
}

test('what quantities are is said of each, and is what they are', async ({ page }) => {
  await start(page, 'en', {
    task: { surface: { f: 'x^2 + 3y^2', steps: 5 } },
    runs: [{ optimizer: 'adam' }, { optimizer: 'momentum' }],
    view: { panels: ['probe', 'table'], at: 3 },
  });
  const help = page.locator('fall-line .help p');
  for (const [place, nth, sentence] of [
    ['.probe .numbers > div', 1, 'The partial derivative by x'],
    ['.probe .numbers > div', 3, 'The size of the gradient'],
    ['.probe .numbers > div', 5, 'eigenvalues'],
    ['.probe .limits dd', 0, '2/λ for GD'],
    ['.probe .slope', 0, '∇f·u'],
    ['.table th[scope=row]', 2, 'averaged gradient m'],
    ['.table th[scope=row]', 4, 'squared gradient v'],
    ['.table .line', 2, 'm corrected'],
    ['.table .line', 4, 'the new point'],
    ['.table th[scope=col]', 2, 'After minus before'],
  ] as const) {
    await page.locator(`fall-line .panel${place}`).nth(nth).hover();
    await expect(help, place).toContainText(sentence);
  }
  await page.locator('fall-line .table .bar select').selectOption('1');
  await page.locator('fall-line .panel.table th[scope=row]').nth(2).hover();
  await expect(help).toContainText('The velocity v');
});

test('axe finds nothing while help is open, in both themes and languages', async ({ page }) => {
  for (const [lang, theme, width] of [
    ['en', 'light', 1280],
    ['ko', 'dark', 360],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, `?lang=${lang}&theme=${theme}`);
    await show(page, '{"task":{"surface":{"steps":30}},"view":{"panels":["probe","table"]}}');
    await page.locator('fall-line .turns button').nth(2).press('?');
    await expect(page.locator('fall-line .help')).toBeVisible();
    await page.locator('fall-line .panel.probe input').first().focus();
    expect(await violations(page), `${lang}, ${theme}`).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    // every checkbox is as high as a control, and its label is pressed too
    const heights = await page
      .locator('fall-line .checkbox')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(3);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(36);
  }
});
