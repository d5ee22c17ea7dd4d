// The words that both maps have.

import { josa } from '../../text/josa';

interface MapWords {
  readonly run: string;
  readonly stop: string;
  readonly again: string;
  readonly progress: string;
  readonly stopped: string;
  /** After a worker broke down, while its part is made again. */
  readonly broke: string;
  /** Where the part of the engine that makes it did not come. */
  readonly unfetched: string;
  readonly notANumber: (text: string) => string;
  readonly outOf: (low: string, high: string) => string;
}

const en: MapWords = {
  run: 'Optimizer',
  stop: 'Stop',
  again: 'Start again',
  progress: 'Progress of the map',
  stopped: 'Stopped.',
  broke: 'A part broke down and is made again.',
  unfetched: 'The engine could not be fetched. Check the connection, then start again.',
  notANumber: (text) => `“${text}” is not a number. Type one like 0.1 or 1e-3.`,
  outOf: (low, high) => `Type a number from ${low} to ${high}.`,
};

const ko: MapWords = {
  run: '옵티마이저',
  stop: '멈추기',
  again: '다시 시작',
  progress: '지도 진행',
  stopped: '멈췄어요.',
  broke: '일부가 고장 나서 다시 만들고 있어요.',
  unfetched: '엔진을 가져오지 못했어요. 인터넷 연결을 확인하고 다시 시작해 주세요.',
  notANumber: (text) => `${josa(`‘${text}’`, '은/는')} 숫자가 아니에요. 0.1이나 1e-3처럼 적어 주세요.`,
  outOf: (low, high) => `${low}부터 ${high}까지의 숫자를 적어 주세요.`,
};

export const mapWords = { en, ko };
