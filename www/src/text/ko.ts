// 화면의 모든 한국어. 설명은 해요체, 조작 이름은 짧은 명사구.

import { format, plain } from '../draw/format';
import type { SurfaceName } from './en-lessons';
import { josa } from './josa';
import { say } from './ko-engine';
import type { Words } from './words';

const surface: Record<SurfaceName, string> = {
  valley: '골짜기',
  trough: '홈통',
  bowl: '그릇',
  ravine: '협곡',
  saddle: '안장',
  monkey_saddle: '원숭이 안장',
  two_minima: '두 바닥',
  two_layers: '두 층',
  plateau: '고원',
  cliff: '절벽',
  quartic: '네제곱',
  diamond: '마름모',
  bumps: '울퉁불퉁한 그릇',
  himmelblau: '힘멜블라우',
  rosenbrock: '로젠브록',
  beale: '빌',
  booth: '부스',
  matyas: '마차시',
  trid: '트리드',
  zakharov: '자하로프',
  dixon_price: '딕슨 프라이스',
  three_hump_camel: '혹 셋 낙타',
  six_hump_camel: '혹 여섯 낙타',
  mccormick: '매코믹',
  styblinski_tang: '스티블린스키 탕',
  goldstein_price: '골드스타인 프라이스',
  branin: '브라닌',
  bohachevsky: '보하쳅스키',
  rastrigin: '라스트리긴',
  ackley: '애클리',
  griewank: '그리방크',
  levy: '레비',
  schwefel: '슈베펠',
  michalewicz: '미할레비치',
  shubert: '슈버트',
  drop_wave: '물방울 파문',
  easom: '이섬',
  schaffer_2: '섀퍼 2번',
  schaffer_4: '섀퍼 4번',
  bukin_6: '부킨 6번',
  cross_in_tray: '십자 쟁반',
  holder_table: '횔더 탁자',
  eggholder: '달걀판',
};

export const ko: Words = {
  tag: 'ko',
  optimizer: {
    gd: '경사하강법',
    momentum: '모멘텀',
    momentum_ema: '모멘텀(평균)',
    nesterov: '네스테로프',
    adagrad: 'AdaGrad',
    rmsprop: 'RMSProp',
    adadelta: 'AdaDelta',
    adam: 'Adam',
    adamw: 'AdamW',
    amsgrad: 'AMSGrad',
    adamax: 'AdaMax',
    nadam: 'NAdam',
    radam: 'RAdam',
    adabelief: 'AdaBelief',
    lion: 'Lion',
    sign: '부호하강법',
    written: '직접 쓴 식',
  },
  surface: (name) => (surface as Readonly<Record<string, string>>)[name] ?? name,

  plane: {
    name: (surface) => `지형: ${surface}`,
    kind: '출발점을 옮길 수 있는 평면',
    describe: (start, runs) => `출발점 ${start}. ${runs}`,
    start: '출발',
    minimum: '극소점',
    exit: (step) => `${step}걸음에 밖으로`,
    surface: '지형',
    ramp: { linear: '선형 눈금', log: '로그 눈금' },
    heights: (low, high, ramp) => `높이 ${low}부터 ${high}까지, ${ramp}`,
    preparing: '그림 준비 중',
  },

  runs: {
    title: '옵티마이저',
    loss: '손실',
    rate: '학습률',
    more: '더 많은 설정',
    add: '옵티마이저 추가',
    menu: (name) => `${name}: 바꾸기`,
    limit: (limit) => `한계 ${plain(limit)}`,
    value: (setting) => `${setting} 값`,
    now: (name, loss) => `${name}: 손실 ${format(loss)}`,
    overLimit: (limit) => `한계 ${josa(plain(limit), '을/를')} 넘어 걸음마다 더 멀어져요. 한계보다 낮춰 보세요.`,
    left: (step) => `${step}걸음째에 그림 밖으로 나갔어요.`,
    outside: '그림 밖에서 출발해요.',
    notANumber: (text) => `${josa(`‘${text}’`, '은/는')} 숫자가 아니에요. 0.1이나 1e-3처럼 적어 주세요.`,
  },

  transport: {
    name: '시간',
    play: '재생',
    pause: '멈춤',
    back: '한 걸음 뒤로',
    forward: '한 걸음 앞으로',
    restart: '처음으로',
    scrub: '걸음',
    at: (step, all) => `${all}걸음 중 ${step}걸음`,
    speed: '속도',
    perSecond: (n) => (Number.isFinite(n) ? `${n}걸음/초` : '최대한 빠르게'),
    reseed: '난수 바꾸기',
  },

  story: {
    arrival: (below, gd, momentum) =>
      `같은 곳에서 출발했어요. 경사하강법은 벽 사이를 튕기며 ${gd}걸음, 모멘텀은 골짜기를 따라 ${momentum}걸음 만에 손실 ${plain(below)} 아래로 내려가 머물러요.`,
    raise: '학습률을 올려 보세요.',
  },

  failure: {
    retry: '다시 시도',
    plain: '페이지를 다 불러오지 못했어요. 인터넷 연결을 확인하고 다시 시도해 주세요.',
  },

  engine: (code, params, english) => say(code, params) ?? english,

  dock: {
    keys: '화살표 키로 출발점을 옮겨요. Shift와 함께 누르면 조금씩 움직여요. +와 −로 확대하고 축소해요. Ctrl과 화살표 키로 그림을 옮기고, 0으로 전체를 봐요. 스페이스 바는 재생과 멈춤이에요.',
    desk: {
      more: '더 보기',
      undo: '되돌리기',
      redo: '다시 하기',
      help: '도움말',
      close: (panel) => `${panel} 닫기`,
    },

    panels: {
      name: '패널',
      surface: '지형',
      data: '데이터',
      probe: '살펴보기',
      slices: '단면',
      table: '한 걸음의 숫자',
      basin: '도착 지도',
      sweep: '값 훑어보기',
      space: '3차원',
      export: '내보내기',
      exercise: '연습 만들기',
    },
  },
};
