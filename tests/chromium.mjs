// The Chromium that tests, benchmarks and pictures of scenes are made with, and the built page that it shows.

import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** What it is launched with: Playwright's own, or the one that `CHROMIUM_PATH` names; it asks nobody for anything. */
export const launching = {
  ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

export const launch = () => chromium.launch(launching);

/** Serves www/dist: its address, and how to end it. */
export async function site() {
  // not of every worker of the tests
  const { preview } = await import('vite');
  const root = fileURLToPath(new URL('../www/', import.meta.url));
  const server = await preview({ root, preview: { port: 0, host: '127.0.0.1' } });
  const { port } = server.httpServer.address();
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
