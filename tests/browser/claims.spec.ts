// What scenes of networks claim, held by the engine alone, and with other seeds too where more than these numbers is
// claimed; then what there is to press in them.

import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { format } from '../../www/src/draw/format';
import * as engine from '../../www/src/engine/wasm/train.js';
import { expect, pictured, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});
const digits = readFileSync(new URL('../../crates/fall-line/data/digits.bin', import.meta.url));

interface Document {
  readonly title: { readonly en: string };
  readonly task: { readonly network?: { readonly data: unknown; readonly epochs: number; readonly layers: object[] } };
  readonly runs: readonly {
    readonly name?: { readonly en: string };
    readonly optimizer: Record<string, { lr: number }>;
  }[];
  readonly seed?: number;
}

const folder = new URL('../../www/scenes/', import.meta.url);
const scenes = new Map(
  readdirSync(folder)
    .filter((name) => /^[0-9].*\.json$/.test(name))
    .map((name) => {
      const { document } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { document: Document };
      return [name.slice(0, -'.json'.length).replace(/^\w+?-/, ''), document] as const;
    })
    .filter(([, document]) => document.task.network),
);

/** A document's runs at their ends. */
class Ends {
  readonly training: engine.Training;
  readonly document: Document;
  readonly seed: number;

  constructor(document: Document, more: number) {
    this.document = document;
    this.seed = (document.seed ?? 0) + more;
    const files = new engine.Files();
    files.put('fall-line/digits.bin', digits);
    this.training = new engine.Training(JSON.stringify({ ...document, seed: this.seed }), files);
    while (this.training.advance(1e6));
  }

  /** A series of each run. */
  all(name: string): number[][] {
    return this.document.runs.map((_, run) => [...this.training.series(run, name)]);
  }

  /** What each run has come to by an epoch, or by the end. */
  at(name: string, epoch = -1): number[] {
    return this.all(name).map((series) => series.at(epoch) ?? Number.NaN);
  }

  get loss() {
    return this.at('loss');
  }

  get right() {
    return this.at('test_accuracy');
  }
}

const descends = (values: readonly number[], by: number) => {
  values.slice(1).forEach((value, k) => {
    expect(value).toBeLessThan((values[k] ?? 0) / by);
  });
};
const spreadOf = (values: readonly number[]) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
};

/** Who races, in the order of the sentence. */
const five = ['gd', 'momentum', 'adagrad', 'rmsprop', 'adam'];

interface Claim {
  /** With so many seeds: the scene's own and those after it. */
  readonly seeds: number;
  readonly holds: (ends: Ends) => void;
}

const claims: Readonly<Record<string, Claim>> = {
  network: { seeds: 1, holds: ({ right }) => expect(right[0]).toBeGreaterThan(0.9) },
  depth: { seeds: 1, holds: ({ right: [none = 0, one = 0, two = 0] }) => descends([two, Math.max(one, none)], 1.2) },
  sigmoid: {
    seeds: 3,
    holds: ({ loss: [sigmoid = 0, relu = 0] }) => {
      expect(sigmoid).toBeGreaterThan(0.68);
      expect(relu).toBeLessThan(0.1);
    },
  },
  penalty: { seeds: 1, holds: (ends) => descends(ends.at('test_loss'), 1.2) },
  rows: {
    seeds: 5,
    holds: ({ loss: [one = 0, ten = 0, all = 0], training }) => {
      descends([all, ten, one], 1.5);
      expect([0, 1, 2].map((run) => training.progress(run).updates)).toEqual([7500, 750, 30]);
    },
  },
  warmup: {
    seeds: 1,
    holds: ({ right: [small = 0, slow = 0, cold = 0, warm = 0], document: { runs, title } }) => {
      expect(cold).toBeLessThan(0.6);
      expect(Math.min(small, warm)).toBeGreaterThan(0.95);
      expect(warm).toBeGreaterThan(slow + 0.02);
      const rates = runs.map(({ optimizer }) => optimizer.momentum?.lr ?? 0);
      expect(rates.map((rate) => rate / (rates[0] ?? 1))).toEqual([1, 1, 16, 16]);
      expect(title.en).toContain('16 times');
    },
  },
  drop: {
    seeds: 5,
    holds: (ends) => {
      const [kept = [], dropped = []] = ends.all('loss');
      expect(dropped.slice(0, 31)).toEqual(kept.slice(0, 31));
      descends(ends.loss, 1.4);
      expect(spreadOf(dropped.slice(40))).toBeLessThan(spreadOf(kept.slice(40)) / 2);
    },
  },
  finder: {
    seeds: 1,
    holds: ({ loss: [found = 0, small = 0, large = 0], document }) => {
      expect(Math.min(small, large)).toBeGreaterThan(10 * found);
      const finder = new engine.Finder(JSON.stringify(document), 0, 1e-5, 10, 400, new engine.Files());
      while (finder.advance(1000));
      expect(document.runs[0]?.optimizer.gd?.lr).toBe(Number(finder.suggested?.toPrecision(2)));
    },
  },
  spread: {
    seeds: 5,
    holds: (ends) => {
      const [small = 0, ...others] = ends.at('loss', 10);
      expect(small).toBeGreaterThan(0.69);
      descends([small, ...others], 1);
      descends(others, 1.5);
      // nothing comes through: of what the first layer says the last hidden one says next to nothing
      const said = ends.training.layers(0, 8, 0).map(({ activations }) => activations.deviation ?? Number.NaN);
      expect(said.at(-2)).toBeLessThan((said[0] ?? 0) / 50);
    },
  },
  alike: {
    seeds: 5,
    holds: ({ training, right: [alike = 0, zeros = 0, random = 0] }) => {
      expect(random).toBeGreaterThan(0.95);
      expect(Math.max(alike, zeros)).toBeLessThan(0.75);
      const weights = [...training.weights(0)];
      for (const unit of [1, 2, 3]) {
        expect(weights.slice(2 * unit, 2 * unit + 2)).toEqual(weights.slice(0, 2));
        expect(weights[8 + unit]).toBe(weights[8]);
        expect(weights[12 + unit]).toBe(weights[12]);
      }
      // all but the output's bias
      expect([...training.weights(1)].slice(0, -1).every((weight) => weight === 0)).toBe(true);
    },
  },
  features: {
    seeds: 5,
    holds: ({ right: [squares = 0, line = 0, hidden = 0] }) => {
      expect(squares).toBeGreaterThan(0.97);
      expect(line).toBeLessThan(0.7);
      expect(squares).toBeGreaterThan(hidden + 0.03);
    },
  },
  wave: {
    seeds: 5,
    holds: (ends) => descends(ends.at('test_loss').toReversed(), 1.25),
  },
  classes: {
    seeds: 5,
    holds: ({ right: [bent = 0, straight = 1], training }) => {
      expect([0, 1].map((run) => training.lesson(run).layers.at(-1)?.units)).toEqual([3, 3]);
      expect(training.lesson(0).loss).toBe('cross_entropy');
      expect(bent).toBeGreaterThan(0.93);
      expect(straight).toBeLessThan(0.42);
    },
  },
  landscape: {
    seeds: 1,
    holds: ({ training, loss, document: { title } }) => {
      expect(title.en).toContain(`${training.weights(0).length} weights`);
      expect(loss[0]).toBeLessThan((training.series(0, 'loss')[0] ?? 0) / 5);
      const land = new engine.Landscape(training, 0, undefined, 1, 4, 4);
      expect(land.kept).toBeGreaterThan(0.8);
    },
  },
  stopping: {
    seeds: 5,
    holds: (ends) => {
      const [test = []] = ends.all('test_loss');
      const [train = []] = ends.all('loss');
      const least = test.indexOf(Math.min(...test));
      expect(least).toBeLessThan(test.length / 2);
      expect(test.at(-1)).toBeGreaterThan(1.25 * (test[least] ?? 0));
      expect(train.at(-1)).toBeLessThan(0.9 * (train[least] ?? 0));
    },
  },
  digits: {
    seeds: 3,
    holds: ({ right, document: { runs } }) => {
      expect(runs.flatMap(({ optimizer }) => Object.keys(optimizer))).toEqual(five);
      expect(Math.min(...right)).toBeGreaterThan(0.94);
    },
  },
  pixels: {
    seeds: 2,
    holds: ({ right: [gd = 0, ...others], training, document: { runs, title } }) => {
      expect(runs.flatMap(({ optimizer }) => Object.keys(optimizer))).toEqual(five);
      expect(Math.min(gd, ...others)).toBeGreaterThan(0.97);
      expect(gd).toBeGreaterThan(Math.max(...others) - 0.01);
      expect(training.progress(0).updates).toBe(4 * 500);
      expect(title.en).toContain('500 small steps');
    },
  },
  fair: { seeds: 5, holds: ({ right: [gd = 0, adam = 0] }) => expect(adam).toBeGreaterThan(gd + 0.03) },
  strokes: {
    seeds: 1,
    holds: ({ right, training }) => {
      expect(right[0]).toBeGreaterThan(0.97);
      expect(training.lesson(0).width).toBe(784);
      expect(training.lesson(0).layers.map(({ units }) => units)).toEqual([128, 10]);
    },
  },
};

test('each scene of networks has its claim', () => {
  expect([...scenes.keys()].sort()).toEqual(Object.keys(claims).sort());
  expect(scenes.size).toBeGreaterThanOrEqual(12);
});

for (const [key, { seeds, holds }] of Object.entries(claims)) {
  for (let more = 0; more < seeds; more++) {
    test(`what “${key}” says is so${more > 0 ? `, with seed + ${more} too` : ''}`, () => {
      // some learn for seconds
      test.slow();
      const document = scenes.get(key);
      if (!document) throw new Error(`no scene ${key}`);
      holds(new Ends(document, more));
    });
  }
}

test('the sentence of a scene has the numbers of the engine alone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const key of ['rows', 'stopping']) {
    const document = scenes.get(key)!;
    const { loss, ...ends } = new Ends(document, 0);
    await page.goto(`s/${key}/`);
    await pictured(page);
    const { steps } = await snapshot(page);
    await page.getByRole('slider', { name: 'Epoch' }).fill(String(steps));
    const story = page.locator('fall-line .story');
    for (const run of document.runs.keys()) await expect(story).toContainText(format(loss[run]!));
    if (key === 'rows') await expect(story).toContainText('7500 updates');
    const test = [...ends.training.series(0, 'test_loss')];
    const least = Math.min(...test);
    if (key === 'stopping') await expect(story).toContainText(`in epoch ${test.indexOf(least)}, ${format(least)}`);
  }
});

/** From arrival to a scene; when its link was clicked. */
async function twoClicks(page: Page, scene: string): Promise<number> {
  await page.goto('');
  await pictured(page);
  await page.getByRole('link', { name: 'All scenes' }).click();
  const began = Date.now();
  await page.getByRole('link', { name: scene }).click();
  return began;
}

test('two clicks from arrival five optimizers race on digits, and who was first is told', async ({ page }) => {
  await twoClicks(page, 'The race on digits');
  const right = new Ends(scenes.get('digits')!, 0).all('test_accuracy');
  const first = right.map((series) => series.findIndex((share) => share >= 0.95));
  const rows = page.locator('fall-line .race-table tbody tr');
  await expect(rows).toHaveCount(5);
  await expect.poll(async () => (await snapshot(page)).step, { timeout: 30_000 }).toBe(30);
  await expect(rows.first().locator('td').last()).toContainText(`epoch ${Math.min(...first)} `);
  await expect(rows.last().locator('td').last()).toContainText(`epoch ${Math.max(...first)} `);
});

test('two clicks from arrival five optimizers race on 784 pixels, and each of them gets past 97 %', async ({
  page,
}) => {
  test.slow();
  const began = await twoClicks(page, 'The race on 784 pixels');
  const rows = page.locator('fall-line .race-table tbody tr');
  await expect(rows).toHaveCount(5, { timeout: 60_000 });
  await expect.poll(async () => (await snapshot(page)).step, { timeout: 120_000 }).toBe(4);
  console.log(`five times 97 % of strokes after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  // the target was reached by all
  await expect(page.locator('fall-line .race-table thead')).toContainText(/97\s%/);
  for (const row of await rows.all()) await expect(row.locator('td').last()).toContainText('epoch');
});

test('two clicks from arrival a network of 784 pixels gets 97 % of the test right', async ({ page }) => {
  test.slow();
  const began = await twoClicks(page, 'Draw it a digit');
  const story = page.locator('fall-line .story');
  await expect(story).toHaveText(/: (97|98|99)(\.\d)?\s% of the drawings/, { timeout: 60_000 });
  console.log(`97 % of strokes after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  // the pad to draw on is there
  const pad = page.locator('fall-line .images canvas').first();
  await pad.scrollIntoViewIfNeeded();
  await expect(pad).toBeVisible();
});

test('with equally many trials next to nothing is left of the lead', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const [gd = 0, adam = 0] = new Ends(scenes.get('fair')!, 0).right;
  await page.goto('s/fair/');
  await pictured(page);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.locator('fall-line .fair-says')).toHaveText(/is ahead|No clear difference/, { timeout: 30_000 });
  const shares = (await page.locator('fall-line .fair-table b').allTextContents()).map(
    (text) => parseFloat(text) / 100,
  );
  expect(shares).toHaveLength(2);
  expect(Math.abs((shares[0] ?? 1) - (shares[1] ?? 0))).toBeLessThan((adam - gd) / 4);
});
