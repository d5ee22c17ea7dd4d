// The static page: relative addresses, so that it works in any folder of any host.

import { defineConfig, type Plugin } from 'vite';

/** What comes later comes alone: Vite's helper would preload what stands beside it, and nothing does. */
const noPreload: Plugin = {
  name: 'no-preload',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
};

/** Modules that the first picture does without. */
const later =
  /\/(panels\/|network\/|dock|host|title|told|called|until|async-directive|private-async-helpers|checkbox|scenes|map-inks|engine\/(?!(?:calls|client|failure|load|stringify|wasm)\b)\w+|tones|quantities|playground|document\/changes|uplot|curves|glance|failure-panel|formulas\.gen|math|locate|josa|ko|ko-engine|datasets\.gen|(en|ko)-(trouble|lessons)|link|gestures|three|editor|wake|newest|inset)\b/;

export default defineConfig({
  base: './',
  plugins: [noPreload],
  build: {
    target: ['chrome111', 'firefox113', 'safari16.4'],
    // The engine is a file of its own: inlined it would be a third larger, and could not be streamed.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: false,
    rollupOptions: {
      output: {
        // One file for all of the first picture: cut up, it compresses worse.
        codeSplitting: { groups: [{ name: (id) => (later.test(id) ? null : 'index') }] },
      },
    },
  },
  worker: { format: 'es' },
});
