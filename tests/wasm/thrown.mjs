// What an action throws; it is wrong where it throws nothing.

import assert from 'node:assert/strict';

export function thrown(action) {
  try {
    action();
  } catch (error) {
    return error;
  }
  assert.fail('nothing was thrown');
}
