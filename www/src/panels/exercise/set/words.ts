// The words of setting an exercise.

import type { Language } from '../../../text/words';
import { en } from './en';
import { ko } from './ko';

/** What English has, Korean has. */
export type SettingWords = typeof en;

export const settingWords: Readonly<Record<Language, SettingWords>> = { en, ko };
