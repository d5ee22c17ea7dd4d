// The probe's words.

import { format } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Language } from '../../text/words';
import type { Bearing } from './dial';

export interface ProbeWords {
  readonly point: string;
  readonly follow: (run: string) => string;
  readonly pinned: string;
  /** Where there is a mouse, and where there is none. */
  readonly followHelp: Readonly<Record<'mouse' | 'touch', string>>;
  readonly pinnedHelp: string;
  readonly value: (name: string) => string;
  readonly absent: string;
  readonly formula: (name: string) => string;
  readonly hessian: string;
  readonly curvatures: string;
  readonly limits: string;
  readonly unclaimed: string;
  readonly unbounded: string;
  readonly copy: string;
  readonly copied: string;
  readonly uncopied: string;
  readonly digits: string;
  readonly dial: string;
  readonly angle: string;
  readonly bearing: Readonly<Record<Bearing, string>>;
  readonly barely: (slope: number, size: number) => string;
  readonly arrows: (run: string) => string;
  readonly downhill: string;
  readonly velocity: string;
  readonly mean: string;
  readonly carried: string;
  readonly step: string;
  readonly noCarried: string;
  readonly noStep: string;
  readonly field: string;
  readonly lengths: string;
}

const en: ProbeWords = {
  point: 'Point',
  follow: (run) => `Where ${run} is`,
  pinned: 'Pinned',
  followHelp: {
    mouse: 'Or wherever the mouse is on the plane.',
    touch: 'Choose “Pinned” to look at another point.',
  },
  pinnedHelp: 'Press the plane or use the arrow keys on a slider. The start still moves by its circle.',
  value: (name) => `${name}, value`,
  absent: 'f has no value here.',
  formula: (name) => `${name} as a formula`,
  hessian: 'Hessian',
  curvatures: 'Curvatures (its eigenvalues)',
  limits: 'Largest stable learning rate here',
  unclaimed: 'none claimed',
  unbounded: 'no limit: f never bends up here',
  copy: 'Copy with all digits',
  copied: 'Copied.',
  uncopied: 'The browser did not allow it. Copy the numbers from here:',
  digits: 'All digits',
  dial: 'Direction dial',
  angle: 'Direction u, degrees',
  bearing: {
    along: 'Along ∇f: the greatest slope there is.',
    against: 'Along −∇f: the least slope, straight down.',
    across: 'Along the contour: slope zero.',
    flat: '∇f is zero: no slope in any direction.',
    between: 'Turn u to find where the slope is greatest, least and zero.',
  },
  barely: (slope, size) => `Slope ${format(slope, 4)}, between −${format(size, 4)} and ${format(size, 4)}`,
  arrows: (run) => `Arrows where ${run} is`,
  downhill: 'downhill',
  velocity: 'velocity',
  mean: 'mean gradient, downhill',
  carried: 'momentum',
  step: 'next step',
  noCarried: 'none',
  noStep: 'none left',
  field: 'Field of −∇f',
  lengths: 'An arrow twice as long stands for four times as much.',
};

const ko: ProbeWords = {
  point: '살펴볼 점',
  follow: (run) => `${run}의 위치`,
  pinned: '고정한 점',
  followHelp: {
    mouse: '마우스를 평면에 올리면 그 점을 살펴봐요.',
    touch: '다른 점을 살펴보려면 ‘고정한 점’을 골라 주세요.',
  },
  pinnedHelp: '평면을 누르거나 슬라이더에서 화살표 키를 쓰면 점이 움직여요. 출발점은 동그라미를 잡고 끌어요.',
  value: (name) => `${name} 값`,
  absent: '여기서는 f의 값이 없어요.',
  formula: (name) => `${name}의 식`,
  hessian: '헤세 행렬',
  curvatures: '곡률(헤세 행렬의 고윳값)',
  limits: '여기서 안정적인 가장 큰 학습률',
  unclaimed: '알려진 한계 없음',
  unbounded: '한계 없음: 위로 휘지 않는 곳',
  copy: '모든 자릿수 복사',
  copied: '복사했어요.',
  uncopied: '브라우저가 복사를 막았어요. 아래에서 골라 복사해 주세요.',
  digits: '모든 자릿수',
  dial: '방향 다이얼',
  angle: '방향 u, 도',
  bearing: {
    along: '∇f 방향이에요. 기울기가 가장 커요.',
    against: '−∇f 방향이에요. 기울기가 가장 작아서 곧장 내려가요.',
    across: '등고선 방향이에요. 기울기가 0이에요.',
    flat: '∇f가 0이에요. 어느 방향으로도 기울기가 없어요.',
    between: 'u를 돌려 기울기가 가장 큰 곳, 가장 작은 곳, 0인 곳을 찾아보세요.',
  },
  barely: (slope, size) => `기울기 ${format(slope, 4)}, −${format(size, 4)}부터 ${format(size, 4)} 사이`,
  arrows: (run) => `${josa(run, '이/가')} 있는 곳의 화살표`,
  downhill: '내리막',
  velocity: '속도',
  mean: '그래디언트 평균의 내리막',
  carried: '모멘텀',
  step: '다음 걸음',
  noCarried: '없음',
  noStep: '없음',
  field: '−∇f의 벡터장',
  lengths: '화살표가 두 배 길면 값은 네 배예요.',
};

export function wordsOf(language: Language | string): ProbeWords {
  return language === 'ko' ? ko : en;
}
