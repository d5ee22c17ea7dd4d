// What is said of putting a figure into a post, in both languages.

import type { Language } from '../../../text/words';
import type { Way } from './recipe';

export interface BlogWords {
  readonly where: string;
  readonly ways: Readonly<Record<Way, string>>;
  readonly name: string;
  readonly nameWrong: string;
  readonly keep: string;
  readonly keeps: { readonly file: string; readonly line: string };
  readonly theme: string;
  readonly themes: Readonly<Record<'auto' | 'light' | 'dark', string>>;
  readonly lang: string;
  readonly langs: Readonly<Record<'' | 'en' | 'ko', string>>;
  readonly height: string;
  readonly picture: string;
  readonly from: string;
  readonly froms: (host: string) => { readonly there: string; readonly own: string };
  readonly folder: string;
  readonly once: (path: string) => string;
  readonly files: string;
  readonly hugoFiles: string;
  readonly post: string;
  readonly posts: Readonly<Record<Way, string>>;
  readonly copy: string;
  readonly copied: string;
  readonly save: (name: string) => string;
  readonly look: string;
  readonly measuring: string;
  readonly long: (kilobytes: number) => string;
  readonly fetched: (base: string) => string;
  readonly frame: (base: string) => string;
  readonly sums: string;
  readonly ownAbout: string;
  readonly archive: string;
  readonly policy: string;
  readonly policyAbout: string;
  readonly local: string;
  readonly lines: string;
  readonly content: string;
}

export const blogWords: Readonly<Record<Language, BlogWords>> = {
  en: {
    where: 'Written with',
    ways: { hugo: 'Hugo', jekyll: 'Jekyll', html: 'HTML', frame: 'Frame', react: 'React' },
    name: 'File name',
    nameWrong: 'Use letters a to z, digits and hyphens.',
    keep: 'Experiment',
    keeps: { file: 'In a file', line: 'In the line' },
    theme: 'Theme',
    themes: { auto: 'As the post', light: 'Light', dark: 'Dark' },
    lang: 'Language',
    langs: { '': 'As the post', en: 'English', ko: '한국어' },
    height: 'Picture height',
    picture: 'Picture for feeds and print',
    from: 'Fall Line from',
    froms: (host) => ({ there: host, own: 'Your own site' }),
    folder: 'Folder there',
    once: (path) => `Once for the site, put this file at ${path}`,
    files: 'Put these into your site:',
    hugoFiles: 'Put these beside the post’s index.md, or into static/:',
    post: 'Write this into the post:',
    posts: {
      hugo: 'Write this into the post, on a line of its own:',
      jekyll: 'Write this into the post, on a line of its own:',
      html: 'Write this into the page:',
      frame:
        'Write this into the post, on lines of its own. The second line makes the frame as high as its figure, and may be left out:',
      react: 'Write this into the page:',
    },
    copy: 'Copy',
    copied: 'Copied',
    save: (name) => `Save ${name}`,
    look: 'Show the file',
    measuring: 'Measuring how high the figure will be …',
    long: (kilobytes) => `This experiment makes a line of ${kilobytes} kB. That is much for an address: choose a file.`,
    fetched: (base) =>
      `A reader’s browser fetches the module and what it needs from ${base} and from nowhere else. It stores nothing and sends nothing.`,
    frame: (base) => `The frame is a page of ${base}; it stores nothing and sends nothing.`,
    sums: 'The version is this one for good. The browser checks the module against its sum; what the module fetches later it names by its content.',
    ownAbout: 'To depend on nobody, unpack this archive into that folder of your site:',
    archive: 'Get the archive',
    policy: 'Content-Security-Policy',
    policyAbout: 'Only if your pages have such a policy, add to it:',
    local: 'This page is on your own computer: other people’s browsers cannot reach this address.',
    lines: 'The lines of the post',
    content: 'The file',
  },
  ko: {
    where: '글을 쓰는 곳',
    ways: { hugo: 'Hugo', jekyll: 'Jekyll', html: 'HTML', frame: '프레임', react: 'React' },
    name: '파일 이름',
    nameWrong: '영문 소문자, 숫자, 붙임표(-)로 적어 주세요.',
    keep: '실험',
    keeps: { file: '파일에 두기', line: '줄 안에 두기' },
    theme: '테마',
    themes: { auto: '글과 같게', light: '밝게', dark: '어둡게' },
    lang: '언어',
    langs: { '': '글과 같게', en: 'English', ko: '한국어' },
    height: '그림 높이',
    picture: '피드와 인쇄용 그림',
    from: 'Fall Line을 불러올 곳',
    froms: (host) => ({ there: host, own: '내 사이트' }),
    folder: '내 사이트의 폴더',
    once: (path) => `사이트에 한 번만, 이 파일을 ${path}에 넣어요`,
    files: '사이트에 이 파일을 넣어요.',
    hugoFiles: '글의 index.md 옆이나 static/에 이 파일을 넣어요.',
    post: '글에 이렇게 적어요.',
    posts: {
      hugo: '글에서 한 줄을 비우고 이렇게 적어요.',
      jekyll: '글에서 한 줄을 비우고 이렇게 적어요.',
      html: '페이지에 이렇게 적어요.',
      frame: '글에서 줄을 비우고 이렇게 적어요. 둘째 줄은 프레임 높이를 그림에 맞춰 주는데, 빼도 괜찮아요.',
      react: '페이지에 이렇게 적어요.',
    },
    copy: '복사',
    copied: '복사했어요',
    save: (name) => `${name} 저장`,
    look: '파일 내용 보기',
    measuring: '그림이 차지할 높이를 재고 있어요…',
    long: (kilobytes) => `실험을 담은 줄이 ${kilobytes} kB예요. 주소로 쓰기에는 기니 파일에 두는 편이 나아요.`,
    fetched: (base) =>
      `읽는 사람의 브라우저는 모듈과 필요한 파일을 ${base}에서만 받아 와요. 아무것도 저장하거나 보내지 않아요.`,
    frame: (base) => `프레임 안은 ${base}의 페이지예요. 아무것도 저장하거나 보내지 않아요.`,
    sums: '버전은 바뀌지 않아요. 브라우저가 모듈을 해시와 맞춰 보고, 모듈이 나중에 받는 파일은 내용에 따라 이름이 붙어 있어요.',
    ownAbout: '다른 사이트에 기대지 않으려면 이 압축 파일을 내 사이트의 그 폴더에 풀어요.',
    archive: '압축 파일 받기',
    policy: 'Content-Security-Policy',
    policyAbout: '페이지에 이런 정책이 있을 때만 더해요.',
    local: '이 페이지는 내 컴퓨터에 있어요. 다른 사람의 브라우저는 이 주소에 닿지 못해요.',
    lines: '글에 적을 줄',
    content: '파일 내용',
  },
};
