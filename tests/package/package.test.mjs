// The npm package as somebody meets it: installed from its tarball, in an empty project, without a network.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from '../chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tarball = process.env.FALL_LINE_TARBALL;
const program = process.env.FALL_LINE_PROGRAM;
assert.ok(tarball && program, '`cargo xtask test --only package` runs this');

const project = mkdtempSync(join(tmpdir(), 'fall-line-package-'));
after(() => rmSync(project, { recursive: true, force: true }));
const windows = process.platform === 'win32';
const installed = join(project, 'node_modules', 'fall-line');
writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
execFileSync(windows ? 'npm.cmd' : 'npm', ['install', tarball, '--offline', '--no-audit', '--no-fund', '--silent'], {
  cwd: project,
  shell: windows,
});
const fallLine = await import(pathToFileURL(join(installed, 'node.js')).href);
const rows = JSON.parse(readFileSync(join(root, 'tests/fingerprints.json'), 'utf8'));

const native = (words, input = '') => spawnSync(program, words, { input, cwd: project });
const node = (words, input = '') =>
  spawnSync(process.execPath, [join(installed, 'command.js'), ...words], { input, cwd: project });

test('it is found by its name, and brings what it says', () => {
  const script = "import('fall-line').then(({ run }) => console.log(run({ task: 'surface' }).fingerprint))";
  const said = execFileSync(process.execPath, ['--eval', script], { cwd: project, encoding: 'utf8' });
  assert.equal(said.trim(), fallLine.run('{"task":"surface"}').fingerprint);
  const { exports, bin, version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  assert.match(readFileSync(join(root, 'Cargo.toml'), 'utf8'), new RegExp(`^version = "${version}"$`, 'm'));
  const files = [
    bin['fall-line'],
    ...Object.values(exports).flatMap((one) => Object.values(typeof one === 'string' ? { one } : one)),
  ];
  // the element comes with the page that has it
  const missing = files.filter((file) => !existsSync(join(installed, file)) && !file.startsWith('./element/'));
  assert.deepEqual(missing, []);
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'README.md']) assert.ok(existsSync(join(installed, name)), name);
});

test('every document gives the fingerprint that it gives natively, at once and in steps', () => {
  for (const { name, document, fingerprint } of rows) {
    assert.equal(fallLine.run(document).fingerprint, fingerprint, name);
    const session = new fallLine.Session(document);
    let steps = 0;
    while (session.step(7)) steps += 1;
    assert.equal(session.fingerprint, fingerprint, name);
    assert.equal(session.task, typeof document.task === 'string' ? document.task : Object.keys(document.task)[0]);
    assert.ok(steps <= 1e6);
    session.free();
  }
});

test('a session has the numbers of the result', () => {
  const surface = { task: { surface: { steps: 30 } }, runs: [{}, { optimizer: 'adam' }] };
  const network = { task: { network: { epochs: 3, batch: 10, layers: [{}] } } };
  for (const document of [surface, network]) {
    const session = new fallLine.Session(document);
    assert.equal(session.status(), 'running');
    const result = session.finish().result();
    assert.deepEqual(result, fallLine.run(document));
    assert.equal(session.runs, result.runs.length);
    assert.equal(session.length, document.task.surface ? 30 : 3);
    for (const [run, { loss, lr, path, test_loss }] of result.runs.entries()) {
      assert.deepEqual([...session.series('loss', run)], loss);
      assert.deepEqual([...session.series('lr', run)], lr);
      assert.deepEqual(session.path(run) && [...session.path(run)], path?.flat());
      assert.deepEqual(session.series('test_loss', run) && [...session.series('test_loss', run)], test_loss);
      assert.equal(session.series('speed', run), undefined);
      assert.equal(session.weights(run) === undefined, !!path);
    }
    assert.equal(session.status(), 'done');
    session.free();
  }
});

test('what cannot be run says which sentence, where, and with what', () => {
  const { FallLineError, Session, parse, picture, run } = fallLine;
  const cyclic = {};
  cyclic.self = cyclic;
  for (const [document, code, path, span] of [
    ['{"task":', 'json_cut', '', [8, 8]],
    [{ task: { surface: { f: 'x + cow' } } }, 'formula_near', 'task.surface.f', [4, 7]],
    [{ task: { surface: { start: [Number.NaN, 0] } } }, 'document_not_finite', 'task.surface.start[0]'],
    [{ task: 'surface', runs: [{ clip: Infinity }] }, 'document_not_finite', 'runs[0].clip'],
    [
      { task: { network: { data: { csv: { file: 't', sha256: '0'.repeat(64) } } } } },
      'file_absent',
      'task.network.data.csv',
    ],
    [undefined, 'document_no_text', ''],
    [null, 'document_no_text', ''],
    [7, 'document_no_text', ''],
    [cyclic, 'document_no_text', ''],
  ]) {
    for (const action of [run, picture, (one) => new Session(one), ...(code === 'file_absent' ? [] : [parse])]) {
      assert.throws(
        () => action(document),
        (error) => {
          assert.ok(error instanceof FallLineError && error instanceof Error, String(error));
          assert.deepEqual([error.code, error.path], [code, path], error.message);
          assert.ok(error.message.length > 10 && Object.values(error.params).every((one) => typeof one === 'string'));
          if (span) assert.deepEqual(error.span, span);
          return true;
        },
      );
    }
  }
});

test('files are handed over by their names', async () => {
  const bytes = Buffer.from('x,y,kind\n1,2,a\n3,4,b\n5,1,a\n2,2,b\n');
  const { createHash } = await import('node:crypto');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const document = { task: { network: { data: { csv: { file: 't', sha256 } }, epochs: 2 } } };
  writeFileSync(join(project, 'table.csv'), bytes);
  const result = fallLine.run(document, { files: { t: bytes } });
  const said = native(['run', '--data', 't=table.csv'], JSON.stringify(document));
  assert.deepEqual(JSON.parse(said.stdout), result);
  assert.deepEqual(node(['run', '--data', 't=table.csv'], JSON.stringify(document)).stdout, said.stdout);
  assert.match(fallLine.picture(document, { files: { t: bytes } }), /^<svg /);
});

test('its command line says what the native one says, byte for byte', () => {
  const good = '{"task":{"surface":{"steps":40}},"runs":[{},{"optimizer":"adam"}]}';
  const learns = '{"task":{"network":{"epochs":2}}}';
  writeFileSync(join(project, 'good.json'), good);
  writeFileSync(join(project, 'bytes.json'), Buffer.from([0xff, 0x7b]));
  mkdirSync(join(project, 'folder'), { recursive: true });
  const author = { task: { surface: { steps: 9 } }, controls: ['/runs'], goals: [{ loss: { below: 10 } }] };
  writeFileSync(join(project, 'author.json'), JSON.stringify(author));
  const salt = '00112233445566778899aabbccddeeff';
  const published = [native, node].map((face) => {
    const done = face(['publish', 'author.json', '--exercise', 'exercise.json', '--key', 'key.json', '--salt', salt]);
    assert.equal(String(done.stderr), '');
    return ['exercise.json', 'key.json'].map((name) => readFileSync(join(project, name), 'utf8'));
  });
  assert.deepEqual(published[0], published[1]);
  const handIn = JSON.stringify({ ...JSON.parse(published[0][0]), runs: [{ optimizer: 'adam' }], seed: 3 });
  mkdirSync(join(project, 'handed/more'), { recursive: true });
  writeFileSync(join(project, 'handed/1.json'), published[0][0]);
  writeFileSync(join(project, 'handed/2.json'), handIn);
  writeFileSync(join(project, 'handed/more/3 =1.txt'), '과제');
  writeFileSync(
    join(project, 'roster.csv'),
    Buffer.from([...Buffer.from('id,'), 0xc0, 0xcc, 0xb8, 0xa7, 10, 50, 10, 57]),
  );
  const lines = `${good}\r\n\n{"task":1}\n\xff\n  \n${learns}`;
  for (const [words, input = ''] of [
    [[]],
    [['help']],
    [['run', '--help']],
    [['--version']],
    [['schema']],
    [['codes']],
    [['run'], good],
    [['run', '-'], learns],
    [['run', 'good.json']],
    [['run', 'none.json']],
    [['run', 'bytes.json']],
    [['run', 'folder']],
    [['run'], '{}'],
    [['run'], ''],
    [['run', '--ndjson'], lines],
    [['run', '--ndjson', 'good.json']],
    [['run', '--data', 'u=none.csv', 'good.json']],
    [['run', '--data', 'u']],
    [['parse', 'good.json']],
    [['parse'], '{"task":{"surface":{"f":"x + cow"}}}'],
    [['parse', '--data', 'a=b']],
    [['picture', 'good.json']],
    [['picture', '--theme', 'auto', '--width', '400', '--lang', 'ko', '--at', '7', 'good.json']],
    [['picture'], learns],
    [['picture'], '{"task":{"surface":{"steps":-1}}}'],
    [['picture', '--theme', 'pink']],
    [['picture', '--width', '100000']],
    [['picture', '--at', '-1']],
    [['grade', 'exercise.json']],
    [['grade', 'exercise.json', '--key', 'key.json', 'handed']],
    [['grade', 'exercise.json', '--key', 'key.json', '--roster', 'roster.csv', '--site', 'https://a.b/', 'handed']],
    [['grade', 'exercise.json', '--key', 'key.json', 'handed/2.json', 'handed/more']],
    [['grade', 'exercise.json', '--key', 'key.json', '--ndjson'], `${handIn}\n{"task":1}\n\xff\n${handIn}`],
    [['grade', 'exercise.json', 'none']],
    [['grade', 'exercise.json', '--site', 'javascript:1', 'handed']],
    [['publish', 'author.json', '--exercise', 'a.json', '--key', 'b.json', '--salt', '7']],
    [['jump', 'high']],
  ]) {
    const [ours, theirs] = [node(words, Buffer.from(input, 'latin1')), native(words, Buffer.from(input, 'latin1'))];
    for (const stream of ['stdout', 'stderr'])
      assert.equal(String(ours[stream]), String(theirs[stream]), words.join(' '));
    assert.equal(ours.status, theirs.status, words.join(' '));
    assert.ok([0, 2].includes(ours.status));
  }
});

test('a hand-in is graded as on the command line', () => {
  const exercise = readFileSync(join(project, 'exercise.json'), 'utf8');
  const handIn = JSON.stringify({ ...JSON.parse(exercise), runs: [{ optimizer: 'adam' }] });
  const key = JSON.parse(readFileSync(join(project, 'key.json'), 'utf8'));
  const grade = fallLine.grade(exercise, handIn, { key, student: '2026-7' });
  const line = JSON.stringify({ student: '2026-7', document: JSON.parse(handIn) });
  const theirs = native(['grade', 'exercise.json', '--key', 'key.json', '--ndjson'], line);
  // beside it stands which file it was
  assert.deepEqual({ ...grade, name: '' }, JSON.parse(String(theirs.stdout)));
  assert.ok(grade.score > 0);
  for (const wrong of [undefined, null, 3, '{', { task: 1 }])
    assert.ok(fallLine.grade(exercise, wrong).problem.message, String(wrong));
  assert.throws(() => fallLine.grade(exercise, handIn, { key: {} }), fallLine.FallLineError);
});

test('the report is the native one, byte for byte', () => {
  const words = ['grade', 'exercise.json', '--key', 'key.json', '--lang', 'ko', '--html', 'report.html', 'handed'];
  const pages = [native, node].map((face) => {
    assert.equal(String(face(words).stderr), '');
    return readFileSync(join(project, 'report.html'), 'utf8');
  });
  assert.equal(pages[0], pages[1]);
  assert.match(pages[0], /채점 결과/);
});

test('every scene has the picture that it has natively, byte for byte', () => {
  const folder = join(root, 'www/scenes');
  // these learn for seconds
  const long = /digits|strokes|pixels|warmup/;
  const scenes = readdirSync(folder).filter((name) => /^[0-9].*\.json$/.test(name) && !long.test(name));
  assert.ok(scenes.length > 30);
  for (const [k, name] of scenes.entries()) {
    const { document } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const look = { theme: ['auto', 'light', 'dark'][k % 3], lang: ['en', 'ko'][k % 2], width: [720, 328][k % 2] };
    const words = Object.entries(look).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const theirs = native(['picture', ...words], JSON.stringify(document));
    assert.ok(fallLine.picture(document, look) === String(theirs.stdout), `${name} ${theirs.stderr}`);
  }
});

test('a picture and the schema are the same by hand', () => {
  const document = { task: 'surface', title: { en: 'Down', ko: '아래로' } };
  const svg = fallLine.picture(document, { theme: 'dark', lang: 'ko', width: 500, at: 3 });
  const words = ['picture', '--theme', 'dark', '--lang', 'ko', '--width', '500', '--at', '3'];
  assert.equal(svg, String(native(words, JSON.stringify(document)).stdout));
  assert.deepEqual(fallLine.schema(), JSON.parse(String(native(['schema']).stdout)));
  const file = JSON.parse(readFileSync(join(installed, 'experiment.schema.json'), 'utf8'));
  assert.deepEqual(fallLine.schema(), file);
  assert.deepEqual(
    fallLine.parse({ ...document, repeat: 1 }),
    JSON.parse(String(native(['parse'], JSON.stringify(document)).stdout)),
  );
});

test('its types hold', () => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { type Experiment, FallLineError, type Result, Session, parse, picture, run, schema } from 'fall-line';
const experiment: Experiment = { task: { surface: { f: 'valley', start: [-8, 2] } }, runs: [{ optimizer: { gd: { lr: 0.9 } } }] };
const result: Result = run(experiment);
for (const one of result.runs) if ('path' in one) one.path.map(([x, y]) => x + y); else one.test_loss?.at(-1);
const session = new Session('{}');
const path: Float64Array | undefined = session.path(0);
const svg: string = picture(parse(experiment), { theme: 'auto', at: 3 });
schema();
try { session.finish().free(); } catch (error) { if (error instanceof FallLineError) error.code.length; }
// @ts-expect-error: there is no such optimizer
run({ task: 'surface', runs: [{ optimizer: 'jump' }] });
// @ts-expect-error: there is no such theme
picture(experiment, { theme: 'pink' });
export { path, svg };
`,
  );
  for (const resolution of ['bundler', 'nodenext']) {
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      module,
      '--moduleResolution',
      resolution,
    ];
    const said = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'use.ts'], {
      cwd: project,
      encoding: 'utf8',
    });
    assert.equal(said.stdout + said.stderr, '', resolution);
  }
});

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Serves a folder, from somewhere below the top of its host. */
async function serve(folder) {
  const server = createServer(({ url = '' }, response) => {
    const path = join(folder, decodeURIComponent(url.split('?')[0] ?? '').replace(/^\/some\/where\//, ''));
    if (!existsSync(path) || !extname(path)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(readFileSync(path));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}/some/where/`, close: () => server.close() };
}

const asked = { task: { network: { epochs: 2, layers: [{ units: 3 }] } } };
const script = (from) => `import { FallLineError, Session, picture, run } from '${from}';
const document = ${JSON.stringify(asked)};
const session = new Session(document).finish();
let code;
try { run({}); } catch (error) { code = error instanceof FallLineError && error.code; }
window.told = { fingerprint: run(document).fingerprint, stepped: session.fingerprint, svg: picture(document), code };`;

test('in a page: bundled by Vite, and by a plain script tag', async () => {
  const site = join(project, 'site');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), '<!doctype html><script type="module" src="./main.js"></script>');
  writeFileSync(join(site, 'main.js'), script('fall-line'));
  const { build } = await import('vite');
  await build({ root: site, base: './', logLevel: 'error', configFile: false });
  const plain = join(project, 'plain');
  mkdirSync(plain);
  cpSync(installed, join(plain, 'fall-line'), { recursive: true });
  writeFileSync(
    join(plain, 'index.html'),
    `<!doctype html><script type="module">${script('./fall-line/page.js')}</script>`,
  );

  const browser = await launch();
  try {
    const expected = fallLine.run(asked).fingerprint;
    for (const folder of [join(site, 'dist'), plain]) {
      const { url, close } = await serve(folder);
      const page = await browser.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${url}index.html`);
      await page.waitForFunction(() => window.told, undefined, { timeout: 20_000 });
      const told = await page.evaluate(() => window.told);
      assert.deepEqual(told, {
        fingerprint: expected,
        stepped: expected,
        svg: fallLine.picture(asked),
        code: 'missing_field',
      });
      assert.deepEqual(errors, []);
      await page.close();
      close();
    }
  } finally {
    await browser.close();
  }
});

test('the element shows a document', {
  skip: existsSync(join(installed, 'element/fall-line.js')) ? false : 'the page has none yet',
}, async () => {
  const site = join(project, 'element');
  mkdirSync(site);
  cpSync(installed, join(site, 'fall-line'), { recursive: true });
  writeFileSync(
    join(site, 'index.html'),
    '<!doctype html><script type="module">import "./fall-line/element/fall-line.js"</script>' +
      '<fall-line><script type="application/json">{"task": "surface"}</script></fall-line>',
  );
  const { url, close } = await serve(site);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${url}index.html`);
    await page.waitForFunction(() => document.querySelector('fall-line')?.snapshot?.(), undefined, { timeout: 20_000 });
  } finally {
    await browser.close();
    close();
  }
});
