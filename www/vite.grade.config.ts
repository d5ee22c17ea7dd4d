// The page that grades: it shares the engine's files with the others, and none of their scripts.

import { defineConfig } from 'vite';
import main, { noPreload } from './vite.config.ts';

export default defineConfig({
  ...main,
  plugins: [noPreload],
  build: { ...main.build, emptyOutDir: false, rollupOptions: { input: 'grade.html' } },
});
