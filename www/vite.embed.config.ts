// What pages of other people load. `--mode beside`: an ES module with its files beside it, and the page that stands in
// frames. `--mode inside`: the module with all that comes without a touch in itself. `--mode frames`: what a page with
// frames may load. `--mode file`: one HTML file with everything in it.

import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { kit } from './kit/kit.ts';
import main, { known, later, noPreload, soon, version } from './vite.config.ts';

const folder = `embed/${version}`;

type Mode = 'beside' | 'inside' | 'frames' | 'file';
type Bundle = Parameters<Extract<NonNullable<Plugin['generateBundle']>, (...given: never[]) => unknown>>[1];

/** Files that a module has in itself, instead of beside it. */
const insides: Record<Mode, RegExp> = { beside: /^$/, inside: /(worker-lean|lean_bg)-/, frames: /^$/, file: /./ };

const names = { beside: 'fall-line.js', inside: 'fall-line.one.js', frames: '', file: '' };

const inputs: Record<Mode, Record<string, string>> = {
  beside: { entry: 'src/embed.ts', frame: 'embed.html' },
  inside: { entry: 'src/embed.ts' },
  frames: { frames: 'src/frames.ts' },
  file: { file: 'file.html' },
};

function groupOf(id: string, mode: Mode): string | null {
  if (/\/elements\/theme\b/.test(id)) return 'index';
  const isLate = later.test(id) && !(mode === 'inside' && (soon.test(id) || drawn.test(id)));
  // a page takes what it loads along with it: the frame is no part of the module
  return isLate || /\/frame\b|\.html$/.test(id) ? null : 'index';
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
};

/** What comes without a touch after all of that: a module that stands alone has it too. */
const drawn = /\/(curves|uplot|math|formulas\.gen)\b/;

/** What unpacks them: addresses by their names. Deflated, letters of base 64 weigh no more than the bytes did. */
const unpack = `async (files) => Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, [type, text]]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return [name, URL.createObjectURL(new Blob([await new Response(stream).arrayBuffer()], { type }))];
})))`;

const marked = /__inside\[["'`]([^"'`]+)["'`]\]/g;

/**
 * Makes the chunk of the first picture the module: what the entry would only hand on, it exports itself. What stands alone
 * has the few lines that all chunks share in itself, too.
 */
function become(bundle: Bundle, name: string): void {
  const [entry, index] = [bundle['entry.js'], bundle[name]];
  if (entry?.type !== 'chunk' || index?.type !== 'chunk') throw new Error(`there is no ${name}`);
  delete bundle['entry.js'];
  for (const [, inner, outer] of entry.code.matchAll(/(\w+) as (FallLine)\b/g)) {
    index.code = index.code.replace(new RegExp(`([\\w$]+) as ${inner}\\b`), `$&,$1 as ${outer}`);
  }
  if (!/ as FallLine\b/.test(index.code)) throw new Error(`${name} does not export the element`);
  if (name !== names.inside) return;
  index.code = index.code.replace(
    /import\{([^}]*)\}from"\.\/(assets\/rolldown-runtime-[^"]+)";?/,
    (_, wanted: string, file: string) => {
      const shared = bundle[file];
      if (shared?.type !== 'chunk') throw new Error(`there is no ${file}`);
      const own = shared.code.replace(/export\{([^}]*)\};?/, (_, given: string) => {
        return `return{${given.replace(/(\w+) as (\w+)/g, '$2:$1')}};`;
      });
      return `const{${wanted.replace(/(\w+) as (\w+)/g, '$1:$2')}}=(()=>{${own}})();`;
    },
  );
}

/** Puts the files that a chunk asks for into it. */
function fill(bundle: Bundle): void {
  const used = new Set<string>();
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk') continue;
    const names = new Set([...chunk.code.matchAll(marked)].map(([, name = '']) => name));
    if (names.size === 0) continue;
    const files = [...names].map((name) => {
      used.add(name);
      const file = bundle[name];
      if (!file) throw new Error(`${chunk.fileName} asks for ${name}, which there is not`);
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      return [name, [type, deflateRawSync(bytes, { level: 9 }).toString('base64')]];
    });
    chunk.code = `const __inside=await(${unpack})(${JSON.stringify(Object.fromEntries(files))});${chunk.code}`;
  }
  for (const name of used) delete bundle[name];
}

/** The same at addresses without a version, for whoever wants the newest. */
function newest(folder: string, emit: (name: string, text: string) => void): void {
  emit('fall-line.js', `export * from './${folder}/fall-line.js';\n`);
  emit('embed.js', `import './${folder}/embed.js';\n`);
  emit(
    'embed.html',
    readFileSync(new URL(`./dist/${folder}/embed.html`, import.meta.url), 'utf8').replaceAll(
      './assets/',
      `./${folder}/assets/`,
    ),
  );
}

/** The page as one file: its script and its style stand in it. */
function oneFile(bundle: Bundle): void {
  const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
  if (page?.type !== 'asset') throw new Error('there is no page');
  const text = (name: string) => {
    const file = bundle[name.replace(/^\.\//, '')];
    if (!file) throw new Error(`the page asks for ${name}, which there is not`);
    delete bundle[file.fileName];
    return file.type === 'chunk' ? file.code : String(file.source);
  };
  let html = String(page.source);
  html = html.replace(
    /<link rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/g,
    (_, name: string) => `<style>${text(name)}</style>`,
  );
  html = html.replace(/<script type="module"[^>]*src="([^"]+)"[^>]*><\/script>/g, (_, name: string) => {
    // as a function, since a text would have its dollars read
    return `<script type="module">${text(name).replaceAll('</script', '<\\/script')}</script>`;
  });
  html = html.replace(/<link rel="icon"[^>]*href="([^"]+)"[^>]*>/g, (_, name: string) => {
    return `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(text(name))}">`;
  });
  page.source = html;
  page.fileName = 'fall-line.html';
}

const putInside = (mode: Mode): Plugin => ({
  name: 'put-inside',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      if (names[mode]) become(bundle, names[mode]);
      fill(bundle);
      if (mode !== 'file') return;
      oneFile(bundle);
      const emit = (fileName: string, source: string | Uint8Array) => {
        this.emitFile({ type: 'asset', fileName, source });
      };
      newest(folder, emit);
      for (const [name, file] of kit(new URL(`./dist/${folder}/`, import.meta.url), folder)) emit(name, file);
    },
  },
});

export default defineConfig(({ mode: given }) => {
  const mode = given as Mode;
  return {
    ...main,
    define: known(mode === 'file' ? '' : '../'),
    plugins: [noPreload, putInside(mode)],
    worker: { format: mode === 'beside' ? 'es' : 'iife' },
    experimental: {
      renderBuiltUrl: (name, { hostType }) =>
        hostType === 'js' && insides[mode].test(name)
          ? { runtime: `__inside[${JSON.stringify(name)}]` }
          : { relative: true },
    },
    build: {
      ...main.build,
      outDir: mode === 'file' ? 'dist' : `dist/${folder}`,
      emptyOutDir: false,
      rollupOptions: {
        input: inputs[mode],
        preserveEntrySignatures: 'strict',
        output: {
          // what would only hand the module's exports on is left out
          entryFileNames: ({ name }) =>
            name === 'frames' ? 'embed.js' : name === 'entry' ? 'entry.js' : 'assets/[name]-[hash].js',
          // the chunk of the first picture is the module
          chunkFileNames: ({ name }) => (name === 'index' ? names[mode] : 'assets/[name]-[hash].js'),
          codeSplitting: mode !== 'file' &&
            mode !== 'frames' && { groups: [{ name: (id: string) => groupOf(id, mode) }] },
        },
      },
    },
  };
});
