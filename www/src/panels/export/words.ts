// What the panel says, in both languages.

import type { Language } from '../../text/words';

interface ExportWords {
  readonly picture: string;
  readonly size: string;
  readonly axes: string;
  readonly legend: string;
  readonly colours: string;
  readonly themes: { readonly light: string; readonly dark: string };
  readonly hidden: string;
  readonly data: string;
  readonly csv: string;
  readonly json: string;
  readonly result: string;
  readonly about: string;
  readonly code: string;
  readonly library: string;
  readonly text: string;
  readonly copy: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly download: string;
  readonly link: string;
  readonly linkAbout: string;
  readonly blog: string;
  readonly tooLarge: string;
  readonly notCopied: string;
  readonly notMade: string;
}

export const exportWords: Readonly<Record<Language, ExportWords>> = {
  en: {
    picture: 'Picture',
    size: 'Size',
    axes: 'Axes',
    legend: 'Legend and sentence',
    colours: 'Colours',
    themes: { light: 'Light', dark: 'Dark' },
    hidden: 'Hidden optimizers are not in the picture; data, code and link have all of them.',
    data: 'Data',
    csv: 'Paths, CSV',
    json: 'Paths, JSON',
    result: 'Result, JSON',
    about:
      'A row a step: run, step, x, y, f, learning rate, size of the gradient. The result is what the engine gives, with its fingerprint.',
    code: 'Code',
    library: 'Library',
    text: 'The code',
    copy: 'Copy',
    copyLink: 'Copy link',
    copied: 'Copied',
    download: 'Download',
    link: 'Link',
    linkAbout: 'The whole experiment is in the link; nothing is stored anywhere.',
    blog: 'Put into a blog',
    tooLarge: 'This browser does not make pictures so large. Choose a smaller size.',
    notCopied: 'The browser did not allow copying. Select the text and copy it by hand:',
    notMade: 'That did not work. Try again.',
  },
  ko: {
    picture: '그림',
    size: '크기',
    axes: '축',
    legend: '범례와 설명',
    colours: '색',
    themes: { light: '밝게', dark: '어둡게' },
    hidden: '숨긴 옵티마이저는 그림에서 빠져요. 데이터, 코드, 링크에는 모두 들어 있어요.',
    data: '데이터',
    csv: '경로 CSV',
    json: '경로 JSON',
    result: '결과 JSON',
    about:
      '한 걸음이 한 줄이에요: 옵티마이저, 걸음, x, y, f, 학습률, 그래디언트 크기. 결과는 엔진이 낸 그대로이고 지문이 들어 있어요.',
    code: '코드',
    library: '라이브러리',
    text: '코드',
    copy: '복사',
    copyLink: '링크 복사',
    copied: '복사했어요',
    download: '내려받기',
    link: '링크',
    linkAbout: '실험 전체가 링크에 들어 있어요. 어디에도 저장하지 않아요.',
    blog: '블로그에 넣기',
    tooLarge: '이 브라우저는 이렇게 큰 그림을 만들지 못해요. 더 작은 크기를 골라 주세요.',
    notCopied: '브라우저가 복사를 허용하지 않았어요. 아래 글을 선택해 직접 복사해 주세요:',
    notMade: '만들지 못했어요. 다시 시도해 주세요.',
  },
};
