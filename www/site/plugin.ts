// The static pages, written by Vite with all else: each scene, lesson and index in each language, from index.html.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import type { Site } from './frame';

type Pages = typeof import('./pages');

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where the site will be, for what needs whole addresses: https://example.org/fall-line/ */
const address = (process.env.FALL_LINE_SITE ?? '').replace(/[^/]$/, '$&/');

/** They run documents, with the page's own words and drawings: so they are read as the page's sources are. */
async function load(): Promise<Pages> {
  const file = fileURLToPath(new URL('./pages.ts', import.meta.url));
  return (await runnerImport<Pages>(file, { root, configFile: false, logLevel: 'error' })).module;
}

const theme = 'src/page/theme.ts';
const sheets = ['src/page/prose.css'];
const pictures = () =>
  readdirSync(`${root}/scenes`)
    .filter((name) => name.endsWith('.jpg'))
    .map((name) => `scenes/${name}`);

export function site(): Plugin {
  const emitted = new Map<string, string>();
  return {
    name: 'site',
    buildStart() {
      if (this.environment.mode !== 'build') return;
      emitted.set(theme, this.emitFile({ type: 'chunk', id: `${root}/${theme}`, name: 'theme' }));
      for (const file of [...pictures(), ...sheets]) {
        const name = file.slice(file.lastIndexOf('/') + 1);
        emitted.set(file, this.emitFile({ type: 'asset', name, source: readFileSync(`${root}/${file}`) }));
      }
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const template = bundle['index.html'];
        if (template?.type !== 'asset') return;
        const missing = new Set<string>();
        const asset = (file: string): string => {
          const reference = emitted.get(file);
          if (reference) return this.getFileName(reference);
          // a new scene's picture is drawn by the page that it is on
          const other = file.replace(/^(scenes\/).+(?=\.(?:light|dark|card)\.jpg$)/, '$1arrival');
          if (other === file || !emitted.has(other)) throw new Error(`the site has no ${file}`);
          missing.add(file);
          return asset(other);
        };
        const { built } = await load();
        const files = built(String(template.source), { address, asset } satisfies Site);
        for (const file of missing) this.warn(`there is no ${file} yet: \`cargo xtask scenes\` draws it`);
        template.source = files.get('index.html') ?? '';
        files.delete('index.html');
        for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source });
        // for hosts that read it: what has a hash in its name never changes
        const forever = '/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n';
        this.emitFile({ type: 'asset', fileName: '_headers', source: forever });
      },
    },
    configureServer(server) {
      // while the page is worked on, each is made anew when it is asked for
      return () => {
        server.middlewares.use(async (request, response, next) => {
          const wanted = (request.originalUrl ?? '/')
            .replace(/\?.*$/, '')
            .slice(1)
            .replace(/(?<=^|\/)$/, 'index.html');
          try {
            const template = readFileSync(`${root}/index.html`, 'utf8');
            const html = (await load()).built(template, { address: '', asset: (name) => name }).get(wanted);
            if (html === undefined) return next();
            response.setHeader('content-type', 'text/html');
            response.end(await server.transformIndexHtml(`/${wanted}`, html));
          } catch (error) {
            next(error);
          }
        });
      };
    },
  };
}
