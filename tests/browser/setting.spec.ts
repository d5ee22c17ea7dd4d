// Setting an exercise, as a teacher does: the task, questions with their answers, what may be changed, goals, two files.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, pictured, show, snapshot, test } from './figure';

const part = (page: Page, name: string) => page.locator(`fall-line .panel.exercise summary:has-text("${name}")`);
const panel = (page: Page) => page.locator('fall-line .panel.exercise');
const preview = (page: Page) => page.locator('fall-line .doing .exercise');
const button = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name });

async function document(page: Page) {
  return JSON.parse((await snapshot(page)).document);
}

async function unfold(page: Page): Promise<void> {
  await expect(panel(page).locator('.part')).toHaveCount(6, { timeout: 15_000 });
  const folded = panel(page).locator('.part:not([open]) > summary');
  for (let left = await folded.count(); left > 0; left--) {
    await folded.first().press('Enter');
    await expect(folded).toHaveCount(left - 1);
  }
}

async function fill(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(`fall-line ${selector}`).fill(text);
  await page.locator(`fall-line ${selector}`).blur();
}

/** The text of a file that a button gives. */
async function saved(page: Page, name: RegExp): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return readFileSync(await download.path(), 'utf8');
}

test('from an experiment to an exercise: two files, and a link without a solution', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.locator('fall-line .dock').getByRole('button', { name: 'Set an exercise' }).press('Enter');
  // the task: what a student sees stands beside it while it is typed
  await page.locator('fall-line #set-text').fill('Go **down** to $f = 0$.');
  await expect(preview(page).locator('.task strong')).toHaveText('down');
  await expect(preview(page).locator('.task math')).toHaveCount(1);
  await button(page, 'Add a hint').click();
  await fill(page, '#set-hint-0', 'Look at the limit.');
  await expect(preview(page).getByRole('button', { name: 'Show the hint' })).toBeVisible();

  // a question: its right answer makes the goal, and stays out of the document
  await part(page, 'Questions').click();
  await button(page, 'Add a question').click();
  await fill(page, '#set-question-0', 'Where is the limit?');
  await expect(preview(page).locator('.asked')).toHaveText('Where is the limit?');
  await fill(page, '#set-right-0', 'x +');
  await expect(page.locator('fall-line #set-right-0-wrong')).not.toBeEmpty();
  await fill(page, '#set-right-0', '31.4159');
  await expect(page.locator('fall-line #set-right-0-wrong')).toHaveCount(0);
  await expect(preview(page).locator('.goals li')).toHaveCount(1);
  await fill(page, '#set-answer-within-0', '0.01');

  // what may be changed
  await part(page, 'What may be changed').click();
  await panel(page).getByLabel('May be changed').selectOption('some');
  await panel(page).getByRole('checkbox', { name: 'Learning rate (GD)' }).check();
  await panel(page).getByRole('checkbox', { name: 'The optimizer, all of it (Momentum)' }).check();
  const deep = panel(page).getByRole('checkbox', { name: 'Learning rate (Momentum)' });
  await expect(deep).toBeChecked();
  await expect(deep).toBeDisabled();

  // a goal: what is wrong is said in place, and nothing is lost
  await part(page, 'Goals').click();
  await button(page, 'Add it').click();
  await fill(page, '#set-goal-1-below', 'low');
  await expect(page.locator('fall-line #set-goal-1-below-wrong')).not.toBeEmpty();
  await expect(page.locator('fall-line #set-goal-1-below')).toHaveValue('low');
  await fill(page, '#set-goal-1-below', '0.001');
  await fill(page, '#set-goal-1-by', '90');
  await fill(page, '#set-goal-1-points', '3');
  await expect(preview(page).locator('.goals')).toContainText('The loss of GD comes below 0.001 within 90 steps');

  await part(page, 'Publish').click();
  // each goal as it stands: of one that is reached before anybody does anything, that is said
  await expect(preview(page).locator('.goals li').nth(1)).toHaveClass('open');
  await expect(panel(page).locator('.odd')).toHaveCount(0);
  await fill(page, '#set-goal-1-below', '5');
  await expect(panel(page).locator('.odd')).toContainText('Goal 2 is already reached as it stands.');
  await expect(preview(page).locator('.goals li').nth(1)).toHaveClass('reached');
  await fill(page, '#set-goal-1-below', '0.001');
  await expect(panel(page).locator('.odd')).toHaveCount(0);
  await button(page, 'Publish').click();
  await expect(panel(page).locator('.published')).toContainText('2 goals, 4 points');
  await expect(panel(page).locator('.published')).toContainText(
    'GD: Learning rate · Momentum: The optimizer, all of it',
  );
  const [student, key] = [await saved(page, /exercise\.json/), await saved(page, /key\.json/)];
  const read = JSON.parse(student);
  expect(read).toMatchObject({
    controls: ['/runs/0/optimizer/gd/lr', '/runs/1/optimizer'],
    goals: [{ answer: { within: 0.01 } }, { loss: { below: 0.001, by: 90, points: 3 } }],
    exercise: {
      text: 'Go **down** to $f = 0$.',
      hints: ['Look at the limit.'],
      questions: [{ text: 'Where is the limit?' }],
    },
  });
  expect(read.view).toBeUndefined();
  expect(JSON.parse(key)).toEqual({
    exercise: expect.stringMatching(/^[\da-f]{64}$/),
    answers: [31.4159],
    references: [],
    salt: expect.stringMatching(/^[\da-f]{32}$/),
  });
  for (const text of [student, await page.evaluate(() => location.href), (await snapshot(page)).document])
    expect(text).not.toContain('31.4');

  // the link, as a student opens it: locked but for what was ticked, and nothing sets it
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.emulateMedia({ reducedMotion: 'reduce' });
  await other.goto(link);
  await pictured(other);
  expect(JSON.parse((await snapshot(other)).document)).toEqual(read);
  await expect(preview(other).locator('.task')).toContainText('Go down to');
  const dock = other.locator('fall-line .dock');
  await expect(dock.getByRole('button', { name: 'Take along' })).toBeVisible();
  await expect(dock.getByRole('button', { name: 'Set an exercise' })).toHaveCount(0);
  await expect(other.locator('fall-line .run > .setting input[type=range]')).toHaveCount(2);
  await other.close();

  // changed since: the files belong together, so they are made anew
  await fill(page, '#set-text', 'Go up.');
  await expect(panel(page).locator('.published')).toContainText('Publish it again');
  await expect(button(page, /exercise\.json/)).toHaveCount(0);
});

test('a rule that is to be written leaves the document for the key', async ({ page }) => {
  await open(page);
  await show(
    page,
    JSON.stringify({
      task: 'surface',
      runs: [{ optimizer: { adam: { lr: 0.3, beta2: 0.97 } } }],
      controls: ['/runs/0/optimizer/adam/lr'],
      view: { panels: ['exercise'] },
    }),
  );
  await part(page, 'Goals').click();
  await panel(page).getByLabel('A goal').selectOption('follows');
  await button(page, 'Add it').click();
  await part(page, 'Publish').click();
  await expect
    .poll(async () => (await document(page)).runs)
    .toEqual([{ optimizer: { written: { text: 'param lr = 0.3\nw = w' } } }]);
  expect((await document(page)).controls).toEqual(['/runs/0/optimizer/written']);
  await expect(panel(page).locator('pre')).toContainText('beta2 = 0.97');
  await expect(panel(page).locator('ul.wrong')).toHaveCount(0);
  // once it stands in the run again, a link would hold it
  await button(page, 'Put it back to mend it').click();
  await expect(panel(page).locator('ul.wrong')).toContainText('a link would hold the solution');
  await expect(button(page, 'Publish')).toBeDisabled();
  await button(page, 'Take the run’s rule instead').click();
  await expect.poll(async () => (await document(page)).controls).toEqual(['/runs/0/optimizer/written']);
  await button(page, 'Publish').click();
  const key = JSON.parse(await saved(page, /key\.json/));
  expect(key.references).toMatchObject([{ run: 0, optimizer: { adam: { lr: 0.3, beta2: 0.97, beta1: 0.9 } } }]);
  // points that are shown may begin with the same digits
  expect(await saved(page, /exercise\.json/)).not.toMatch(/beta2|0\.97[,}\]]/);
});

test('everybody has another one: looked at as one student and as another', async ({ page }) => {
  await open(page);
  await show(
    page,
    JSON.stringify({
      task: { surface: { f: 'x^2 + k*y^2', start: [3, 2], steps: 40 } },
      given: { k: 4 },
      seed: 5,
      goals: ['edge'],
      view: { panels: ['exercise'] },
    }),
  );
  await part(page, 'One problem').click();
  await panel(page).getByLabel('The problem is').selectOption('own');
  await expect(panel(page)).toContainText('everybody would get the same');
  await panel(page).getByRole('checkbox', { name: 'k is drawn' }).check();
  await expect(panel(page)).not.toContainText('everybody would get the same');
  await expect.poll(async () => (await document(page)).given).toEqual({ k: { from: 2, to: 6 } });
  const seed = async () => (await document(page)).seed;
  const look = async (id: string) => {
    const before = await seed();
    await panel(page).getByLabel('Another id').fill(id);
    await panel(page).getByLabel('Another id').press('Enter');
    await expect(panel(page)).toContainText(`You see the problem of ${id}`);
    await expect.poll(seed).not.toBe(before);
    return seed();
  };
  await button(page, 'Look as 2026-0001').click();
  await expect(panel(page)).toContainText('You see the problem of 2026-0001.');
  await expect.poll(seed).not.toBe(5);
  const [first, path] = [await seed(), (await snapshot(page)).runs[0]?.path];
  const second = await look('2026-ab');
  expect(second).not.toBe(first);
  expect((await snapshot(page)).runs[0]?.path).not.toEqual(path);
  // what was looked at is no part of what is published: so a student's seed is the same each time
  expect(await look('2026-0001')).toBe(first);
  expect(await look('2026-AB')).toBe(second);
  await part(page, 'Publish').click();
  await button(page, 'Publish').click();
  expect(JSON.parse(await saved(page, /exercise\.json/)).seed).toBeUndefined();
  await button(page, 'As it was written').click();
  await expect.poll(seed).toBeUndefined();
});

test('the link to go on brings the exercise, and the key its answers', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  const questions = [{ text: 'Which?', kind: { choice: { of: ['the first', 'the other'] } } }, { text: 'How many?' }];
  await show(
    page,
    JSON.stringify({ task: 'surface', exercise: { text: 'Say.', questions }, view: { panels: ['exercise'] } }),
  );
  await part(page, 'Questions').click();
  await panel(page).getByRole('radio', { name: 'Option 2 is right' }).check();
  await fill(page, '#set-right-1', '12');
  await expect(preview(page).locator('.goals li')).toHaveCount(2);
  // an option before the right one goes, and a question before the other: answers and goals go along
  await button(page, 'Add an option').first().click();
  await fill(page, '#set-option-0-2', 'neither');
  await button(page, 'Remove option 1').click();
  await expect(panel(page).getByRole('radio', { name: 'Option 1 is right' })).toBeChecked();
  await part(page, 'Publish').click();
  await button(page, 'Publish').click();
  const key = await saved(page, /key\.json/);
  expect(JSON.parse(key).answers).toEqual([0, 12]);
  await button(page, 'Copy the link to go on').click();
  await expect(panel(page).locator('[data-help=set-own-link]')).toHaveText('Copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.emulateMedia({ reducedMotion: 'reduce' });
  await other.goto(link);
  await unfold(other);
  await expect(panel(other).locator('ul.wrong li')).toHaveCount(2);
  await expect(button(other, 'Publish')).toBeDisabled();
  const file = (buffer: string, name = 'exercise.key.json') => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(buffer),
  });
  await panel(other).locator('input[type=file]').setInputFiles(file('{"answers": []}', 'other.json'));
  await expect(panel(other)).toContainText('other.json is no key');
  await panel(other).locator('input[type=file]').setInputFiles(file(key));
  await expect(panel(other)).toContainText('the key of this exercise');
  await expect(other.locator('fall-line #set-right-1')).toHaveValue('12');
  await expect(panel(other).locator('ul.wrong')).toHaveCount(0);
  // a question goes with its goal and its answer; the next takes its place
  await button(other, 'Remove question 1').click();
  await expect(other.locator('fall-line #set-right-0')).toHaveValue('12');
  await expect.poll(async () => (await document(other)).goals).toEqual(['answer']);
  await button(other, 'Publish').click();
  expect(JSON.parse(await saved(other, /key\.json/))).toMatchObject({ answers: [12], salt: JSON.parse(key).salt });
});

test('while it is set nothing is locked, and what would lead nowhere can be locked again', async ({ page }) => {
  await open(page);
  await show(
    page,
    JSON.stringify({
      task: 'surface',
      controls: ['/runs/0/optimizer/gd/lr'],
      goals: ['diverges'],
      view: { panels: ['exercise'] },
    }),
  );
  const start = page.locator('fall-line .plane');
  await start.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await document(page)).task.surface?.start).toBeTruthy();
  await page.locator('fall-line .run summary').first().press('Enter');
  await page.locator('fall-line .run').getByLabel('Optimizer').selectOption('adam');
  await expect(button(page, 'Lock it')).toBeVisible();
  await button(page, 'Lock it').click();
  await page.locator('fall-line .run').getByLabel('Optimizer').selectOption('adam');
  await expect.poll(async () => Object.keys((await document(page)).runs?.[0].optimizer ?? {})[0]).toBe('adam');
  // closed, it is an exercise
  await page.locator('fall-line .panel.exercise > header button').click();
  await expect(page.locator('fall-line .plane.held')).toBeVisible();
  // and whoever has set it may go on
  await page.locator('fall-line .dock').getByRole('button', { name: 'Set an exercise' }).click();
  await expect(panel(page).locator('.part')).toHaveCount(6);
  await expect(page.locator('fall-line .plane.held')).toHaveCount(0);
});

test('a network is set too; what may be changed is written where nothing stands', async ({ page }) => {
  test.slow();
  await open(page);
  await show(
    page,
    JSON.stringify({ task: { network: { data: 'circle', test: 0.5 } }, view: { panels: ['exercise'] } }),
  );
  await unfold(page);
  await panel(page).getByLabel('May be changed').selectOption('some');
  await panel(page)
    .getByRole('checkbox', { name: /^Layers/ })
    .check();
  await panel(page)
    .getByRole('checkbox', { name: /^First weights/ })
    .check();
  await panel(page).getByLabel('A goal').selectOption('accuracy');
  await button(page, 'Add it').click();
  await fill(page, '#set-goal-0-above', '2');
  await expect(page.locator('fall-line #set-goal-0-above-wrong')).not.toBeEmpty();
  await fill(page, '#set-goal-0-above', '0.95');
  await fill(page, '#set-text', 'Learn the circle.');
  await expect(preview(page)).toContainText('right in more than 95 % of the test rows');
  await expect
    .poll(async () => (await document(page)).controls)
    .toEqual(['/task/network/layers', '/task/network/init']);
  expect((await document(page)).task.network.init).toBe('xavier');
  await button(page, 'Publish').click();
  expect(JSON.parse(await saved(page, /exercise\.json/)).goals).toEqual([{ accuracy: { above: 0.95 } }]);
});

for (const [width, theme, lang] of [
  [1440, 'light', 'en'],
  [390, 'dark', 'ko'],
  [352, 'light', 'en'],
  [820, 'dark', 'en'],
  [1440, 'dark', 'ko'],
] as const) {
  test(`nothing keeps anybody out, and nothing is cut off, at ${width}, ${theme}, ${lang}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?lang=${lang}&theme=${theme}`);
    const text = { en: 'Go down.', ko: '내려가 보세요.' };
    await show(
      page,
      JSON.stringify({
        task: 'surface',
        given: { a: 1 },
        controls: ['/runs/0/optimizer'],
        goals: [
          { loss: { below: 1 } },
          { reach: { point: [0, 0], within: 1 } },
          { at_most: { evaluations: 9 } },
          'follows',
        ],
        exercise: {
          text,
          hints: [text],
          questions: [
            { text, first: true },
            { text, kind: { choice: { of: [text, text] } } },
          ],
          seed_by_student: true,
        },
        view: { panels: ['exercise'] },
      }),
    );
    await unfold(page);
    await page.locator('fall-line #set-goal-0-below').fill('?');
    await page.locator('fall-line #set-goal-0-below').blur();
    await expect(page.locator('fall-line #set-goal-0-below-wrong')).toBeVisible();
    // a tab for each language, by the keyboard
    const tab = panel(page).getByRole('tab').first();
    await panel(page).locator('[role=tab][aria-selected=true]').first().press('ArrowRight');
    await expect(page.locator('fall-line #set-text')).toHaveValue(lang === 'en' ? text.ko : text.en);
    await tab.press(lang === 'en' ? 'ArrowLeft' : 'ArrowRight');
    await expect(page.locator('fall-line #set-text')).toHaveValue(text[lang]);
    expect(await violations(page)).toEqual([]);
    const wide = await panel(page).evaluate((one) =>
      [...one.querySelectorAll<HTMLElement>('*')]
        .filter((each) => each.getBoundingClientRect().right > one.getBoundingClientRect().right + 11)
        .filter((each) => !each.closest('.unseen, pre'))
        .map((each) => each.outerHTML.slice(0, 80)),
    );
    expect(wide).toEqual([]);
  });
}
