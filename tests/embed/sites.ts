// Real sites that hold figures: made with Debian's Hugo and Jekyll, and with React, as their authors would make them.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const dist = here('../../www/dist');
const cargo = readFileSync(here('../../Cargo.toml'), 'utf8');
export const version = /^version = "(.+)"$/m.exec(cargo)?.[1] ?? '';

export type Maker = 'hugo' | 'jekyll';

/** Says so where a program is missing, and does not guess. */
export function missing(maker: Maker): string | undefined {
  const found = spawnSync(maker, [maker === 'hugo' ? 'version' : '--version']);
  return found.status === 0 ? undefined : `${maker} is not installed: apt-get install ${maker}`;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

export interface Served {
  readonly url: string;
  readonly asked: string[];
  close(): void;
}

/** Where a package of the tests is. */
export const installed = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** A folder at a place of a server of its own; `policy` is what its pages are sent with. */
export function serve(folder: string, at = '/', policy?: string): Promise<Served> {
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(url.replace(/[?#].*/s, ''));
    asked.push(path);
    let file = path.startsWith(at) ? join(folder, path.slice(at.length)) : '';
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = file.startsWith(folder) && existsSync(file);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    if (policy && file.endsWith('.html')) response.setHeader('Content-Security-Policy', policy);
    response.statusCode = found ? 200 : 404;
    response.end(found ? readFileSync(file) : 'not here');
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      done({ url: `http://127.0.0.1:${port}${at}`, asked, close: () => server.close() });
    });
  });
}

export type Files = Readonly<Record<string, string>>;

/** A new empty place with these files. */
export function place(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'fall-line-site-'));
  write(root, files);
  return root;
}

export function write(root: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** What a site with one layout has before anything of Fall Line is in it. Its theme is as Chirpy's or as `.dark` themes'. */
export function fresh(maker: Maker, address: string): Files {
  const url = new URL(address);
  const page = (content: string, title: string) => `<!doctype html>
<html lang="ko">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,">
<style>
  body { margin: 0; font: 16px/1.75 serif; color: #222; background: #fefefe }
  main { max-width: var(--column, 720px); margin: 0 auto; }
  [data-mode="dark"] body, .dark body { color: #ddd; background: rgb(27, 27, 30) }
  main img { border: 3px dashed red }
  main a { color: crimson; text-decoration: underline wavy }
</style></head>
<body><main>${content}</main></body>
</html>
`;
  return maker === 'hugo'
    ? {
        'config.toml': `baseURL = "${address}"\nlanguageCode = "ko"\ntitle = "글"\ndisableKinds = ["taxonomy", "term"]\n[markup.goldmark.renderer]\nunsafe = true\n`,
        'layouts/_default/single.html': page('<h1>{{ .Title }}</h1>\n{{ .Content }}', '{{ .Title }}'),
        'layouts/_default/list.html': page('{{ range .Pages }}{{ .Content }}{{ end }}', '{{ .Title }}'),
        'layouts/_default/rss.xml':
          '<rss version="2.0"><channel>{{ range site.RegularPages }}<item><description>{{ .Content | html }}</description></item>{{ end }}</channel></rss>\n',
      }
    : {
        '_config.yml': `title: 글\nurl: "${url.origin}"\nbaseurl: "${url.pathname.replace(/\/$/, '')}"\npermalink: /posts/:title/\n`,
        '_layouts/default.html': page('<h1>{{ page.title }}</h1>\n{{ content }}', '{{ page.title }}'),
      };
}

/** Where a post's text and what stands beside it go. */
export function post(maker: Maker, name: string, text: string, more: Files = {}): Files {
  const front = `---\ntitle: "골짜기에서"\ndate: 2026-01-01\n${maker === 'jekyll' ? 'layout: default\n' : ''}---\n`;
  return maker === 'hugo'
    ? { [`content/posts/${name}/index.md`]: front + text, ...more }
    : { [`_posts/2026-01-01-${name}.md`]: front + text, ...more };
}

/** Builds it as its author would; gives the folder with the pages. */
export function build(maker: Maker, root: string): string {
  const out = join(root, 'out');
  if (maker === 'hugo') execFileSync('hugo', ['--source', root, '--destination', out, '--panicOnWarning', '--quiet']);
  else execFileSync('jekyll', ['build', '--source', root, '--destination', out, '--strict_front_matter', '--quiet']);
  return out;
}

/** The kit's file, as somebody has it who said where Fall Line is. */
export function kitFile(name: string, base: string): string {
  return readFileSync(join(dist, 'embed', version, 'kit', name), 'utf8').replaceAll('FALL_LINE_BASE', base);
}
