// The one error of the package.

/** A document that cannot be read or run: which sentence, where, with which parameters. */
export class FallLineError extends Error {
  constructor({ code, path, message, span, params }) {
    super(message);
    this.name = 'FallLineError';
    this.code = code;
    this.path = path;
    this.params = { ...params };
    if (span) this.span = [...span];
  }
}

/** The engine throws errors of its own; what they say is thrown as ours. */
export function trying(action) {
  try {
    return action();
  } catch (error) {
    throw error?.name === 'FallLineError' && !(error instanceof FallLineError) ? new FallLineError(error) : error;
  }
}
