// A document as text; what JSON would quietly turn into null or leave out is an error here.

export interface Refusal {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/** The JSON text of an object, or why there is none: numbers that are not finite have no JSON. */
export function stringify(document: unknown): { ok?: string; failed?: Refusal } {
  const refused = (code: string, path: string, found: string): { failed: Refusal } => ({
    failed: { code, path, message: `${path ? `${path}: ` : ''}${found} cannot stand in a document`, params: { found } },
  });
  if (typeof document !== 'object' || document === null) return refused('document_no_text', '', typeof document);
  let wrong: { failed: Refusal } | undefined;
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'number' && !Number.isFinite(value))
      wrong ??= refused('document_not_finite', path, String(value));
    if (Array.isArray(value)) value.forEach((item, k) => void look(item, `${path}[${k}]`));
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) look(item, path ? `${path}.${key}` : key);
  };
  try {
    const text = JSON.stringify(document);
    look(document, '');
    return wrong ?? { ok: text };
  } catch (error) {
    return refused('document_no_text', '', String(error));
  }
}
