// The Chromium that tests, benchmarks and pictures of scenes are made with, and the built page that it shows.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** Where Playwright has none of its own, the machine's. */
function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

const executablePath =
  process.env.CHROMIUM_PATH || (existsSync(chromium.executablePath()) ? undefined : onPath()) || undefined;

/** What it is launched with; it asks nobody for anything. */
export const launching = {
  ...(executablePath ? { executablePath } : {}),
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
