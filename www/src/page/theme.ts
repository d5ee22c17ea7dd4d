// The theme: chosen on every page, for the page and its figures. It stays in the address, and in links within the site.

const selects = document.querySelectorAll<HTMLSelectElement>('.theme select');

function set(theme: string): void {
  const all = <T extends Element>(what: string, change: (one: T) => void) =>
    document.querySelectorAll<T>(what).forEach(change);
  const isAuto = theme === 'auto';
  document.documentElement.dataset.theme = theme;
  all('fall-line', (figure) => figure.setAttribute('theme', theme));
  all<HTMLSourceElement>('source', (source) => {
    source.media = isAuto ? '(prefers-color-scheme: dark)' : theme === 'dark' ? 'all' : 'not all';
  });
  all<HTMLAnchorElement>('a', (link) => {
    if (link.origin === location.origin) link.search = searchOf(link);
  });
  for (const select of selects) select.value = theme;
  const here = new URL(location.href);
  here.search = searchOf(location);
  history.replaceState(history.state, '', here);

  function searchOf({ search }: { readonly search: string }): string {
    const query = new URLSearchParams(search);
    query.delete('theme');
    if (!isAuto) query.set('theme', theme);
    return `${query}`;
  }
}

const asked = new URLSearchParams(location.search).get('theme') ?? '';
set(/^(light|dark)$/.test(asked) ? asked : 'auto');
for (const select of selects) select.addEventListener('change', () => set(select.value));

export {};
