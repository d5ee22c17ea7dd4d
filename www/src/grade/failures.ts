// Why nothing could be graded, in the page's language.

import type { Failure } from '../engine/failure';
import { say } from '../text/ko-engine';

export function sayFailure({ code, params, path, message }: Failure, korean: boolean): string {
  const own = korean ? say(code, params) : undefined;
  return own ? `${path}${path && ': '}${own}` : message;
}
