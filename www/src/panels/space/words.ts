// The words of the 3-D view.

import type { Language } from '../../text/words';

export interface SpaceWords {
  readonly name: string;
  readonly kind: string;
  readonly help: string;
  /** Where the eye is, for those who do not see it. */
  readonly seen: (turn: number, tilt: number, zoom: number) => string;
  readonly says: string;
  readonly tap: string;
  readonly looks: Readonly<Record<'rest' | 'top' | 'front' | 'side', readonly [name: string, says: string]>>;
  readonly tile: string;
  readonly tileSays: string;
  readonly cuts: string;
  readonly cutsSays: string;
  readonly height: string;
  readonly heightSays: string;
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
  says: 'The surface with every path on it: drag to turn, Ctrl or ⌘ with the wheel to zoom; on a touch screen tap first, then turn with one finger and zoom with two.',
  tap: 'Tap to turn',
  looks: {
    rest: ['Reset view', 'Back to where it was seen from at first.'],
    top: ['From above', 'Straight from above: the same as the plane.'],
    front: ['Along y', 'Straight from the front: x goes to the right, and every height is true.'],
    side: ['Along x', 'Straight from the right: y goes to the right, and every height is true.'],
  },
  tile: 'Tangent plane',
  tileSays:
    'The plane that touches the sheet where the chosen optimizer stands; the slopes along x and along y span it.',
  cuts: 'Slices',
  cutsSays: 'The sheet cut along x and along y through the point of the chosen optimizer.',
  height: 'Height',
  heightSays: 'On the log scale steep surfaces stay readable; on the linear one shapes and slopes are true.',
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
  says: '경로를 모두 얹은 지형이에요. 끌면 돌고, Ctrl이나 ⌘를 누르고 휠을 굴리면 커지고 작아져요. 터치 화면에서는 한 번 두드린 다음 한 손가락으로 돌리고, 두 손가락으로 확대해요.',
  tap: '두드려서 돌리기',
  looks: {
    rest: ['처음 방향', '처음 보던 방향으로 돌아가요.'],
    top: ['위에서', '바로 위에서 봐요. 평면 그림과 같아요.'],
    front: ['y 방향', '정면에서 봐요. 오른쪽이 x이고, 높이를 그대로 잴 수 있어요.'],
    side: ['x 방향', '오른쪽에서 봐요. 오른쪽이 y이고, 높이를 그대로 잴 수 있어요.'],
  },
  tile: '접평면',
  tileSays: '고른 옵티마이저가 서 있는 점에서 지형에 닿는 평면이에요. x 방향과 y 방향 기울기가 이 평면을 펼쳐요.',
  cuts: '단면',
  cutsSays: '고른 옵티마이저의 점을 지나 x 방향과 y 방향으로 자른 선이에요.',
  height: '높이',
  heightSays: '로그 눈금에서는 가파른 지형도 잘 보이고, 선형 눈금에서는 모양과 기울기가 그대로예요.',
  missing:
    '이 브라우저에서는 WebGL을 쓸 수 없어서 3차원 그림을 그리지 못해요. 나머지는 모두 그대로 쓸 수 있고, 높이는 단면에서도 볼 수 있어요.',
  lost: '브라우저가 그래픽 메모리를 거두어 갔어요. 잃어버린 것은 없어요.',
  unloaded: '3차원 그림을 불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  again: '다시 보기',
};

export const words: Readonly<Record<Language, SpaceWords>> = { en, ko };
