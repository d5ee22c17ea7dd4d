// The words of the 3-D view.

import type { Language } from '../../text/words';

export interface SpaceWords {
  readonly name: string;
  readonly kind: string;
  readonly help: string;
  /** Where the eye is, for those who do not see it. */
  readonly seen: (turn: number, tilt: number, zoom: number) => string;
  readonly tap: string;
  readonly looks: Readonly<Record<'rest' | 'top' | 'front' | 'side', string>>;
  readonly tile: string;
  readonly cuts: string;
  readonly height: string;
  readonly missing: string;
  readonly lost: string;
  readonly unloaded: string;
  readonly again: string;
}

const en: SpaceWords = {
  name: 'The surface in three dimensions',
  kind: 'picture that can be turned',
  help: 'Arrow keys walk around it, with Shift in smaller steps; plus and minus zoom, 0 goes back.',
  seen: (turn, tilt, zoom) => {
    const side = turn === 0 ? 'from the front' : `${Math.abs(turn)}° to the ${turn < 0 ? 'left' : 'right'}`;
    return `Seen ${side}, ${tilt}° above the floor${zoom === 1 ? '' : `, ${zoom} times as large`}.`;
  },
  tap: 'Tap to turn',
  looks: {
    rest: 'Reset view',
    top: 'From above',
    front: 'Along y',
    side: 'Along x',
  },
  tile: 'Tangent plane',
  cuts: 'Slices',
  height: 'Height',
  missing:
    'This browser cannot draw in three dimensions: WebGL is missing or switched off. All else works; the slices show heights too.',
  lost: 'The browser has taken the graphics memory back. Nothing is lost.',
  unloaded: 'The 3-D view did not load. Check the connection, then try again.',
  again: 'Show again',
};

const ko: SpaceWords = {
  name: '3차원으로 본 지형',
  kind: '돌려 볼 수 있는 그림',
  help: '화살표 키로 둘레를 돌고, Shift를 누르면 조금씩 돌아요. +와 −로 확대하고 축소하며, 0으로 되돌려요.',
  seen: (turn, tilt, zoom) => {
    const side = turn === 0 ? '정면' : `${turn < 0 ? '왼쪽' : '오른쪽'} ${Math.abs(turn)}°`;
    return `${side}, 바닥에서 ${tilt}° 위에서 본 모습${zoom === 1 ? '' : `, ${zoom}배`}.`;
  },
  tap: '두드려서 돌리기',
  looks: {
    rest: '처음 방향',
    top: '위에서',
    front: 'y 방향',
    side: 'x 방향',
  },
  tile: '접평면',
  cuts: '단면',
  height: '높이',
  missing:
    '이 브라우저에서는 WebGL을 쓸 수 없어서 3차원 그림을 그리지 못해요. 나머지는 모두 그대로 쓸 수 있고, 높이는 단면에서도 볼 수 있어요.',
  lost: '브라우저가 그래픽 메모리를 거두어 갔어요. 잃어버린 것은 없어요.',
  unloaded: '3차원 그림을 불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  again: '다시 보기',
};

export const words: Readonly<Record<Language, SpaceWords>> = { en, ko };
