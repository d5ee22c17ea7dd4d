// What axe-core finds on the page: what keeps people out.

import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axe = createRequire(import.meta.url).resolve('axe-core');

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>;
}

/** A line for each thing that is wrong: which rule, where, and what to do. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const { violations: found } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}
