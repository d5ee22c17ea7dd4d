// In Node.js the engine is read from the disk.

import { readFileSync } from 'node:fs';
import { initSync } from './engine/all.js';

initSync({ module: readFileSync(new URL('./engine/all_bg.wasm', import.meta.url)) });

export * from './api.js';
