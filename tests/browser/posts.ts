// Pages of other people, on an origin of their own, that show figures from the built site.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../www/dist', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
};

export interface Posts {
  /** Where Fall Line is: the newest, and this version's folder. */
  readonly site: string;
  readonly version: string;
  /** A page with this body on another origin, under this policy; gives its address. */
  page(body: string, policy?: string, head?: string): string;
  /** What was asked of the site. */
  readonly asked: string[];
  close(): void;
}

export async function posts(): Promise<Posts> {
  const asked: string[] = [];
  const cargo = readFileSync(fileURLToPath(new URL('../../Cargo.toml', import.meta.url)), 'utf8');
  const [, number = ''] = /^version = "(.+)"$/m.exec(cargo) ?? [];
  const site = await listen((path) => {
    asked.push(path);
    // alone, a module has nothing beside it
    const file = join(dist, decodeURIComponent(path.replace(/^\/alone\/(?!assets)/, `/embed/${number}/`)));
    if (!file.startsWith(dist) || !existsSync(file) || statSync(file).isDirectory()) return undefined;
    return { type: types[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) };
  });
  const pages = new Map<string, { body: string; policy: string | undefined }>();
  const blog = await listen((path) => {
    const page = pages.get(path);
    return page && { type: 'text/html; charset=utf-8', body: Buffer.from(page.body), policy: page.policy };
  });
  return {
    site: site.url,
    version: `${site.url}/embed/${number}`,
    page: (body, policy, head = '') => {
      const path = `/${pages.size}.html`;
      pages.set(path, {
        policy,
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`,
      });
      return blog.url + path;
    },
    asked,
    close: () => {
      site.server.close();
      blog.server.close();
    },
  };
}

type Answer = { readonly type: string; readonly body: Buffer; readonly policy?: string | undefined } | undefined;

function listen(answer: (path: string) => Answer): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(({ url = '/' }, response) => {
    const found = answer(url.replace(/[?#].*/s, ''));
    // as static hosts do
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', found?.type ?? 'text/plain');
    if (found?.policy) response.setHeader('Content-Security-Policy', found.policy);
    response.statusCode = found ? 200 : 404;
    response.end(found?.body ?? 'not here');
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done({ server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
    });
  });
}
