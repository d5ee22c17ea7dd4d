// The static page: relative addresses, so that it works in any folder of any host.

import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { site } from './site/plugin.ts';

/** What comes later comes alone: Vite's helper would preload what stands beside it, and nothing does. */
export const noPreload: Plugin = {
  name: 'no-preload',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
};

/** Modules that the first picture does without. */
export const later =
  /\/(kit\/|grade\/|panels\/(?!surfaces\b)|network\/|dock|elsewhere|elements\/(?:exercise|given|grader|keys|locks|soon)|text\/(?:markdown|html|tex)|temml|group|host|theme|title|told|called|until|async-directive|directive-helpers|unsafe-html|digits\.bin|train_(?:first|rest)|grade_bg|private-async-helpers|checkbox|page\/(?!lead)|map-inks|engine\/(?!(?:calls|client|failure|load|pool|running|turn|wasm)\b)\w+|tones|quantities|playground|document\/(?:changes|locks)|uplot|curves|glance|failure-panel|formulas\.gen|math|locate|josa|ko|ko-engine|datasets\.gen|(en|ko)-(trouble|lessons)|link|gestures|three|editor|wake|newest|inset)\b/;

/** What comes as soon as there is one, in one file for the same reason. */
export const soon =
  /\/(elements\/(dock|host|keys|soon)|directives\/unsafe-html|draw\/(wake|inset|newest)|panels\/(chosen|panel)|text\/(dock|quantities)|probe\/asking)\.\w+/;

export const [, version = ''] =
  /^version = "(.+)"$/m.exec(readFileSync(new URL('../Cargo.toml', import.meta.url), 'utf8')) ?? [];

/** What the page knows of what others load: its version, and where it is from a module's own file; '' where it is not. */
export const known = (folder: string) => ({
  'import.meta.env.FALL_LINE_VERSION': JSON.stringify(version),
  'import.meta.env.FALL_LINE_FOLDER': JSON.stringify(folder),
});

export default defineConfig({
  base: './',
  define: known(`../embed/${version}/`),
  // every page is a file of its own
  appType: 'mpa',
  plugins: [noPreload, site()],
  build: {
    target: ['chrome111', 'firefox113', 'safari16.4'],
    // The engine is a file of its own: inlined it would be a third larger, and could not be streamed.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: false,
    // the page's one sheet stands in its head: nothing that comes later asks whether it is there
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        // One file for all of the first picture: cut up, it compresses worse.
        codeSplitting: {
          groups: [{ name: (id) => (later.test(id) ? (soon.test(id) ? 'soon' : null) : 'index') }],
        },
      },
    },
  },
  worker: { format: 'es' },
});
