// Where Fall Line is, for pages of other people: the folder of this version, beside which this module was built.

export const version: string = import.meta.env.FALL_LINE_VERSION;

/** Undefined where a page has all in itself and nothing beside it. */
export function home(): string | undefined {
  const folder: string = import.meta.env.FALL_LINE_FOLDER;
  return folder && /^https?:/.test(import.meta.url) ? new URL(folder, import.meta.url).href : undefined;
}

/** By the modules' names; none where the folder is not there. */
export type Sums = Readonly<Record<string, string>>;

export async function sumsOf(folder: string): Promise<Sums> {
  try {
    const response = await fetch(`${folder}integrity.json`);
    return response.ok ? ((await response.json()) as Sums) : {};
  } catch {
    return {};
  }
}
