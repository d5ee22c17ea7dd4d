// The page that grades: files are dropped, workers judge, a table comes out. Nothing leaves the browser.

import { Course, type Dropped } from './course';
import { sayFailure } from './failures';
import type { Report } from './serve';
import { words as tables } from './words';

const root = document.documentElement;
const query = new URLSearchParams(location.search);
const korean = (query.get('lang') ?? navigator.language).startsWith('ko');
const words = tables[korean ? 'ko' : 'en'];
root.lang = korean ? 'ko' : 'en';
document.title = `${words.title} · Fall Line`;

const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const [state, parts, told, meter] = [find('state'), find('parts'), find('told'), find<HTMLProgressElement>('meter')];
const [files, folder, frame] = [
  find<HTMLInputElement>('files'),
  find<HTMLInputElement>('folder'),
  find<HTMLIFrameElement>('report'),
];

for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
  const text = words[element.dataset.word as 'title'];
  if (typeof text === 'string') element.textContent = text;
}
find<HTMLAnchorElement>('language').href = `?lang=${korean ? 'en' : 'ko'}`;
frame.title = words.report;

let course = new Course();
let report: Report | undefined;

function show(): void {
  const { exercise, key, roster, handed, students } = course;
  const entries: [string, string, boolean][] = [
    [words.parts.exercise, exercise?.name ?? words.none.exercise, !!exercise],
    [words.parts.key, key?.name ?? words.none.key, !!key],
    [
      words.parts.roster,
      roster ? `${roster.name}${students ? `, ${words.students(students)}` : ''}` : words.none.roster,
      !!roster,
    ],
    [words.parts.handed, handed.length ? words.files(handed.length) : words.none.handed, handed.length > 0],
  ];
  parts.replaceChildren(
    ...entries.flatMap(([name, value, isThere]) => {
      const [term, detail] = [document.createElement('dt'), document.createElement('dd')];
      [term.textContent, detail.textContent] = [name, value];
      detail.className = isThere ? '' : 'none';
      return [term, detail];
    }),
  );
  meter.hidden = course.all === 0 || course.judged.length === course.all;
  [meter.max, meter.value] = [Math.max(1, course.all), course.judged.length];
  if (!meter.hidden) state.textContent = words.progress(course.judged.length, course.all);
  const wrong = [...course.unknown.map(words.unknown), ...course.wants.map(words.wants)];
  if (course.failed) wrong.push(sayFailure(course.failed, korean));
  told.textContent = wrong.join(' ');
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-saves]')) button.disabled = !report;
}

async function grade(dropped: readonly Dropped[]): Promise<void> {
  course.failed = undefined;
  await course.take(dropped);
  show();
  report = undefined;
  const from = performance.now();
  const end = await course.grade(show);
  if ('failed' in end) course.failed = end.failed;
  else if (course.judged.length > 0 && course.judged.length === course.all) {
    const site = new URL(korean ? './ko/' : './', location.href).href.replace(/[?#].*/s, '');
    const made = await course.report(korean, site);
    if ('failed' in made) course.failed = made.failed;
    else report = made.ok;
    state.textContent = words.done(course.all, ((performance.now() - from) / 1000).toFixed(2));
    frame.hidden = !report;
    // nothing of what was handed in may run: the frame runs no scripts
    frame.srcdoc = report?.html ?? '';
  }
  show();
}

/** All that is in what was dropped, folders too. */
async function all(entries: readonly (FileSystemEntry | null)[]): Promise<Dropped[]> {
  const found: Dropped[] = [];
  const walk = async (entry: FileSystemEntry, way: string): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
      found.push({ name: way + entry.name, file });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    const some = () => new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    // a folder is told of in parts
    for (let part = await some(); part.length > 0; part = await some())
      for (const inner of part) await walk(inner, `${way}${entry.name}/`);
  };
  for (const entry of entries) if (entry) await walk(entry, '');
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', async (event) => {
  event.preventDefault();
  const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry());
  await grade(await all(entries));
});
for (const input of [files, folder])
  input.addEventListener('change', async () => {
    const chosen = [...(input.files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
    input.value = '';
    await grade(chosen);
  });
find('again').addEventListener('click', () => {
  course.stop();
  [course, report] = [new Course(), undefined];
  [state.textContent, frame.hidden] = ['', true];
  show();
});
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-saves]'))
  button.addEventListener('click', () => {
    const isTable = button.dataset.saves === 'csv';
    const [text, type] = isTable ? [report?.csv ?? '', 'text/csv'] : [report?.html ?? '', 'text/html'];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = isTable ? 'grades.csv' : 'grades.html';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
show();
