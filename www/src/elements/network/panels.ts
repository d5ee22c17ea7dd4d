// The panels that there are of a network.

import type { Panels } from '../dock';

const en = {
  network: 'Network',
  layers: 'Layers',
  images: 'Images',
  landscape: 'Loss landscape',
  finder: 'Rate finder',
  trials: 'Settings tried',
  race: 'Race',
  fair: 'Fair comparison',
  batches: 'Batch sizes',
  data: 'Data',
  export: 'Take along',
  exercise: 'Set an exercise',
};

const ko: typeof en = {
  network: '신경망',
  layers: '층 살펴보기',
  images: '그림',
  landscape: '손실 지형',
  finder: '학습률 찾기',
  trials: '설정 훑어보기',
  race: '경주 결과',
  fair: '공정하게 비교',
  batches: '배치 크기',
  data: '데이터',
  export: '내보내기',
  exercise: '연습 만들기',
};

export const netPanels: Panels = {
  modules: {
    network: () => import('../../panels/network/network'),
    data: () => import('../../panels/rows/rows'),
    race: () => import('../../panels/race/race'),
    fair: () => import('../../panels/fair/fair'),
    batches: () => import('../../panels/batches/batches'),
    layers: () => import('../../panels/layers/layers'),
    landscape: () => import('../../panels/landscape/landscape'),
    images: () => import('../../panels/images/images'),
    finder: () => import('../../panels/finder/finder'),
    trials: () => import('../../panels/trials/trials'),
    export: () => import('../../panels/export/network/export'),
    exercise: () => import('../../panels/exercise/set/set'),
  },
  names: ({ tag }) => ({ en, ko })[tag],
};
