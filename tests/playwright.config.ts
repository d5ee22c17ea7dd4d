// The page as a person uses it: the built www/dist, in a real Chromium.

import { defineConfig } from '@playwright/test';
import { launching } from './chromium.mjs';

// one port a run, so that two runs on a machine do not meet; the workers read this file too and inherit it
process.env.FALL_LINE_TEST_PORT ??= String(20_000 + (process.pid % 20_000));
const port = Number(process.env.FALL_LINE_TEST_PORT);

export default defineConfig({
  testDir: 'browser',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  reporter: process.env.CI ? 'line' : 'list',
  // no test is about how fast a machine is
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // what a busy machine let pass is looked at once more; the report names each such test as flaky
  retries: process.env.CI ? 1 : 0,
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: 'en-US',
    colorScheme: 'light',
    launchOptions: launching,
  },
  webServer: {
    command: `npm run preview --workspace www --silent -- --port ${port} --host 127.0.0.1 --strictPort`,
    cwd: '..',
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
