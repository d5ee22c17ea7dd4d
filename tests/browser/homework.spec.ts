// Homework as a student and a grader have it: an exercise is done with what is left open, handed in as a file, and graded in
// the browser; and in a learning platform, which keeps the work.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, pictured, show, snapshot, test } from './figure';

const root = fileURLToPath(new URL('../../', import.meta.url));
const json = (path: string) => JSON.parse(readFileSync(root + path, 'utf8'));
const doing = (page: Page) => page.locator('fall-line .doing .exercise');
const goals = (page: Page) => doing(page).locator('.goals li');

/** The file that is handed in. */
async function handIn(page: Page, student?: string): Promise<{ name: string; text: string }> {
  if (!(await doing(page).locator('.handing').getAttribute('open'))) await doing(page).locator('summary').click();
  if (student !== undefined) await doing(page).getByLabel('Student id').fill(student);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    doing(page).getByRole('button', { name: 'Save the file' }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Grades files on the page for it, and gives the table. */
async function graded(page: Page, files: readonly { name: string; text: string | Buffer }[]): Promise<string[][]> {
  await page.goto('grade.html?lang=en');
  const dropped = files.map(({ name, text }) => ({ name, mimeType: '', buffer: Buffer.from(text) }));
  await page.locator('#files').setInputFiles(dropped);
  await expect(page.getByRole('status')).toContainText('judged in', { timeout: 20_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv.startsWith('\ufeff')).toBe(true);
  return csv
    .slice(1)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
}

for (const size of [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
])
  test(`an exercise of one’s own, from the index to its grade, ${size.width}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize(size);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('e/');
    await page.getByRole('link', { name: 'Two steps by hand' }).click();
    await expect(page).toHaveTitle(/Two steps by hand/);
    // whose it is comes first: nothing moves, and nothing is told
    await expect(doing(page).locator('.given')).toHaveCount(0);
    await doing(page).getByRole('button', { name: 'Begin' }).click();
    await expect(doing(page).getByRole('alert')).toContainText('Type your student id');
    await doing(page).getByLabel('Student id').fill(' 2026-0001 ');
    await page.keyboard.press('Enter');
    await expect(doing(page).locator('.given')).toContainText(/a = [\d.]+/);
    const said = await doing(page).locator('.given').innerText();
    const [a = 0, b = 0, h = 0, p = 0, q = 0] = ['a', 'b', 'h', 'p', 'q'].map((name) =>
      Number(new RegExp(`\\b${name} = ([\\d.]+)`).exec(said)?.[1]),
    );
    expect((await snapshot(page)).step).toBe(0);
    const path = (await snapshot(page)).runs[0]?.path ?? [];
    expect(path.map((x) => Number(x.toFixed(9)))).toEqual([p, q]);

    // what is asked first is answered first; then time may go
    await expect(goals(page)).toHaveCount(0);
    const answers = [p * (1 - 2 * a * h), q * (1 - 2 * b * h), p * (1 - 2 * a * h) ** 2];
    for (const [k, answer] of answers.entries()) {
      await page.locator(`fall-line #exercise-answer-${k}`).fill(String(answer));
      await page.keyboard.press('Tab');
    }
    // what is no number is none, and said to be none
    for (const [typed, slips] of [
      ['1,5', 1],
      ['two', 1],
      ['', 0],
      ['3/2', 0],
      [String(answers[1]), 0],
    ] as const) {
      await page.locator('fall-line #exercise-answer-1').fill(typed);
      await page.keyboard.press('Tab');
      await expect(doing(page).locator('.questions .wrong')).toHaveCount(slips);
    }
    await doing(page).getByText('No, it goes down the steepest way').click();
    await expect(goals(page)).toHaveCount(4);
    await expect(goals(page).first()).toContainText('seen when it is graded');
    await expect(doing(page).locator('.reveal')).toContainText('Extend the first step');
    // nothing is lost where the page is loaded again
    await expect(doing(page).getByRole('status').first()).toContainText('4 in all');
    await page.reload();
    await expect(page.locator('fall-line #exercise-answer-1')).toHaveValue(String(answers[1]));
    await expect(doing(page).locator('.whose')).toContainText('2026-0001');
    await expect(doing(page).locator('.given')).toContainText(`a = ${a}`);
    await expect(goals(page)).toHaveCount(4);
    // no address has the answers, nor who gave them
    await expect.poll(() => page.url()).toContain('#1.');
    expect(await violations(page)).toEqual([]);

    const handed = await handIn(page);
    expect(handed.name).toBe('2026-0001.json');
    expect(await doing(page).locator('.handing').innerText()).toContain('Saved as 2026-0001.json');
    expect(JSON.parse(handed.text).hand_in).toMatchObject({ student: '2026-0001', attempts: 1 });
    const link = page.url();

    const { document } = json('www/exercises/03-step.json');
    const { key } = json('tests/exercises/03-step.json');
    const roster = { name: 'roster.csv', text: 'id,name\n2026-0002,Lee\n2026-0001,Kim\n' };
    const forged = JSON.parse(handed.text);
    forged.goals[0].answer.within = 1e9;
    const rows = await graded(page, [
      { name: 'exercise.json', text: JSON.stringify(document) },
      { name: 'key.json', text: JSON.stringify(key) },
      roster,
      handed,
      { name: '2026-0002.json', text: JSON.stringify(forged) },
    ]);
    expect(rows.slice(1).map((row) => row.slice(0, 4))).toEqual([
      ['2026-0002', 'Lee', '0', '4'],
      ['2026-0001', 'Kim', '4', '4'],
    ]);
    expect(rows[1]?.join()).toContain('/goals/0/answer/within');
    // the link shows the same problem to whoever opens it, without what was handed in
    expect(link).not.toMatch(/2026|Kim/);
    await page.goto(link);
    await expect(doing(page).getByRole('button', { name: 'Begin' })).toBeVisible();
  });

const exercise = {
  title: 'Down',
  task: { surface: { f: 'a*x^2 + y^2', start: [2, 1], steps: 30 } },
  given: { a: 2 },
  runs: [{ optimizer: { gd: { lr: 0.01 } } }, { optimizer: { momentum: { lr: 0.01 } } }],
  controls: ['/runs/0/optimizer/gd/lr'],
  goals: [{ loss: { below: 'a/2000', points: 2 } }, { beats: { than: 1 } }, { stays: { inside: [-3, 3, -3, 3] } }],
  exercise: { text: 'Choose the rate.', hints: ['Try 0.2.', 'Or more.'] },
};

test('what is not left open stays as it is, and goals tell how they stand', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('');
  await pictured(page);
  const told = page.evaluate(
    () =>
      new Promise((tell) => {
        const heard: unknown[] = [];
        document.querySelector('fall-line')?.addEventListener('fall-line-grade', (event) => {
          heard.push((event as CustomEvent).detail);
          if (heard.length === 2) tell(heard);
        });
      }),
  );
  await show(page, JSON.stringify(exercise));
  await expect(goals(page)).toHaveCount(3);
  await expect(goals(page).nth(0)).toContainText('below 0.001');
  await expect(goals(page)).toHaveClass(['open', 'open', 'reached']);
  await expect(doing(page).locator('.given')).toContainText('a = 2');

  // the other run, the start, the surface: nothing changes them
  const before = (await snapshot(page)).document;
  for (const [at, value] of [
    ['/runs/1/optimizer/momentum/lr', 0.3],
    ['/task/surface/start', [0, 0]],
    ['/goals/0/loss/below', 9],
  ] as const)
    await page.evaluate(
      ([at, value]) =>
        (document.querySelector('fall-line') as never as { edit(at: string, value: unknown): void }).edit(at, value),
      [at, value] as const,
    );
  expect((await snapshot(page)).document).toBe(before);
  await page.locator('fall-line .plane').click({ position: { x: 60, y: 60 } });
  expect((await snapshot(page)).document).toBe(before);
  const sliders = page.locator('fall-line .runs input[type=range]');
  await expect(sliders).toHaveCount(1);

  await doing(page).getByRole('button', { name: 'Show hint 1 of 2' }).click();
  await expect(doing(page).locator('.hints li')).toHaveText(['Try 0.2.']);
  await page.evaluate(() =>
    (document.querySelector('fall-line') as never as { edit(at: string, value: unknown): void }).edit(
      '/runs/0/optimizer/gd/lr',
      0.24,
    ),
  );
  await expect(goals(page)).toHaveClass(['reached', 'reached', 'reached']);
  await expect(doing(page).locator('.score')).toHaveText('4 of 4 points so far');
  const heard = (await told) as { score: number; points: number; goals: unknown[] }[];
  expect(heard.map(({ score, points }) => [score, points])).toEqual([
    [1, 4],
    [4, 4],
  ]);
  const handed = await handIn(page, '김 하나');
  expect(handed.name).toBe('김_하나.json');
  expect(JSON.parse(handed.text).hand_in).toMatchObject({ student: '김 하나', attempts: 2, answers: [] });
});

test('nothing that is handed in runs, here or in a table', async ({ page }) => {
  const document = JSON.stringify({
    ...exercise,
    runs: undefined,
    given: undefined,
    task: { surface: { steps: 30 } },
    goals: [{ loss: { below: 1e9 } }],
    controls: ['/title', '/runs'],
  });
  const harm = '<img src=x onerror="document.title=1">';
  const hand = (student: string, title: unknown) =>
    JSON.stringify({ ...JSON.parse(document), title, hand_in: { student } });
  await page.goto('grade.html?lang=ko');
  const dropped = [
    { name: 'exercise.json', text: document },
    { name: 'roster.csv', text: `id,name\n"=HYPERLINK(""x"")",${harm}\n-5,+1+cmd\n` },
    { name: '=HYPERLINK(""x"").json', text: hand('', harm) },
    { name: '-5.json', text: hand('-5', { en: harm, ko: harm }) },
    { name: `${harm}.json`, text: hand(harm, 'x') },
    { name: 'nonsense.json', text: `{"hand_in":{"student":"${'x'.repeat(1000)}"}}` },
    { name: 'a.zip', text: 'PK\u0003\u0004 and nothing more' },
  ].map(({ name, text }) => ({ name, mimeType: '', buffer: Buffer.from(text) }));
  await page.locator('#files').setInputFiles(dropped);
  await expect(page.getByRole('status')).toContainText('채점했어요', { timeout: 20_000 });
  const title = await page.title();
  const file = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  const csv = await file('CSV로 저장');
  const report = await file('보고서 저장');
  for (const cell of csv.slice(1).split(/[\r\n,]+/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t]|^-\D/);
  expect(report).not.toContain('<img');
  expect(report).not.toMatch(/<script|<[^>]*(javascript:|\son\w+=)/i);
  await expect(page.frameLocator('#report').locator('table').first()).toBeVisible();
  expect(await page.title()).toBe(title);
  expect(await page.frameLocator('#report').locator('img, script').count()).toBe(0);
});

test.describe('in a learning platform', () => {
  const library = createRequire(import.meta.url).resolve('scorm-again/scorm12/min');
  const lms = `<!doctype html><meta charset="utf-8" /><title>LMS</title><script src="scorm.js"></script>
    <script>
      const api = new (window.Scorm12API.Scorm12API ?? window.Scorm12API)({ autocommit: false, logLevel: 4 });
      api.cmi.core.student_id = '2026-0001';
      const kept = sessionStorage.getItem('kept');
      if (kept) api.loadFromJSON(JSON.parse(kept), '');
      api.on('LMSCommit', () => sessionStorage.setItem('kept', JSON.stringify(api.cmi)));
      window.API = api;
    </script>
    <iframe src="course/index.html" width="1000" height="1400"></iframe>`;

  /** What is in an archive whose files are as they are. */
  function unpacked(bytes: Buffer): Map<string, Buffer> {
    const files = new Map<string, Buffer>();
    for (let at = 0; bytes.readUInt32LE(at) === 0x0403_4b50; ) {
      const [size, name, extra] = [
        bytes.readUInt32LE(at + 18),
        bytes.readUInt16LE(at + 26),
        bytes.readUInt16LE(at + 28),
      ];
      const from = at + 30 + name + extra;
      files.set(bytes.toString('utf8', at + 30, at + 30 + name), bytes.subarray(from, from + size));
      at = from + size;
    }
    return files;
  }

  test('the package says how far one is, and goes on where one was', async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('');
    await pictured(page);
    const set = {
      ...exercise,
      exercise: { ...exercise.exercise, questions: [{ text: 'Why?' }] },
      view: { panels: ['exercise'] },
    };
    await show(page, JSON.stringify(set));
    const panel = page.locator('fall-line .panel.exercise');
    await panel.locator('summary:has-text("Publish")').click();
    await panel.getByRole('button', { name: 'Publish', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: /learning platform/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('down.zip');
    const files = unpacked(readFileSync(await download.path()));
    expect([...files.keys()]).toEqual(['imsmanifest.xml', 'index.html']);
    const manifest = String(files.get('imsmanifest.xml'));
    expect(
      await page.evaluate(
        (xml) => new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror')?.textContent ?? '',
        manifest,
      ),
    ).toBe('');
    for (const [, href = ''] of manifest.matchAll(/href="([^"]+)"/g)) expect([...files.keys()]).toContain(href);

    await page.route('**/lms/**', (route) => {
      const path = new URL(route.request().url()).pathname.replace(/.*\/lms\//, '');
      const body = { '': lms, 'scorm.js': readFileSync(library), 'course/index.html': files.get('index.html') }[path];
      const contentType = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType });
    });
    const inner = page.frameLocator('iframe');
    const value = (name: string) =>
      page.evaluate(
        (name) => (window as never as { API: { LMSGetValue(name: string): string } }).API.LMSGetValue(name),
        name,
      );
    await page.goto('lms/');
    await expect(inner.locator('.doing .goals li').nth(2)).toHaveClass('reached');
    await expect.poll(() => value('cmi.core.score.raw')).toBe('25');
    expect(await value('cmi.core.lesson_status')).toBe('incomplete');
    await inner.locator('#exercise-answer-0').fill('42');
    await inner.locator('.runs input.number, .runs input[type=text]').first().fill('0.24');
    await page.keyboard.press('Enter');
    await expect.poll(() => value('cmi.core.score.raw')).toBe('100');
    await expect.poll(() => value('cmi.core.lesson_status')).toBe('completed');
    await expect.poll(async () => (await value('cmi.suspend_data')).length).toBeGreaterThan(40);
    expect((await value('cmi.suspend_data')).length).toBeLessThanOrEqual(4096);
    await page.waitForTimeout(600);

    // another day
    await page.goto('lms/');
    await expect(inner.locator('#exercise-answer-0')).toHaveValue('42');
    await expect(inner.locator('.doing .goals li')).toHaveClass(['reached', 'reached', 'reached']);
    expect(await value('cmi.core.lesson_status')).toBe('completed');
  });
});
