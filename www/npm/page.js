// In a page the engine is fetched from beside this file, where bundlers find it too.

import start from './engine/all.js';

await start({ module_or_path: new URL('./engine/all_bg.wasm', import.meta.url) });

export * from './api.js';
