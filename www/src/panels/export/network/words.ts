// What the panel says of networks, beside what it says of surfaces, in both languages.

import type { Difference } from '../../../document/playground';
import { plain } from '../../../draw/format';
import { josa } from '../../../text/josa';
import type { Language } from '../../../text/words';
import type { Wrong } from './weights';

const en = {
  data: 'Numbers',
  about:
    'The curves have a row an epoch, with updates, rows and seconds. The result is what the engine gives so far, with its fingerprint.',
  curves: 'Curves, CSV',
  result: 'Result, JSON',
  document: 'Document, JSON',
  at: (epoch: number, all: number) => `Epoch ${plain(epoch)} of ${plain(all)}`,
  positive: 'positive weight',
  negative: 'negative weight',
  weights: 'Weights',
  weightsAbout: (run: string, epoch: string) =>
    `Of ${run} at epoch ${epoch}, layer by layer: for each unit its weights and its bias. A file like that, opened here or dropped, is where learning starts from.`,
  weightsSave: 'Save weights, JSON',
  weightsOpen: 'Open weights',
  weightsPaste: 'Or paste them',
  taken: (count: number) => `${plain(count)} numbers are the first weights now. Undo takes that back.`,
  wrong: (wrong: Wrong): string => {
    switch (wrong.kind) {
      case 'json':
        return `This is not JSON: ${wrong.at}`;
      case 'form':
        return 'This holds no weights. Expected is a list with {"weights": [[…], …], "bias": […]} for each layer.';
      case 'layers':
        return `Expected ${layersEn(wrong.wanted)}, found ${wrong.found}. Choose as many layers as the file has, then open it again.`;
      case 'outputs':
        return `Layer ${wrong.layer}: expected a row of weights for each of ${plain(wrong.wanted)} units, found ${plain(wrong.found)}.`;
      case 'inputs':
        return `Layer ${wrong.layer}: expected ${plain(wrong.wanted)} weights in each row, found ${plain(wrong.found)}.`;
      case 'bias':
        return `Layer ${wrong.layer}: expected ${plain(wrong.wanted)} biases, found ${plain(wrong.found)}.`;
      case 'number':
        return `Layer ${wrong.layer}: expected numbers, found ${wrong.found}.`;
      case 'large':
        return `A document has room for ${plain(kilo(wrong.wanted))} kB; with these weights it would have ${plain(kilo(wrong.found))}.`;
    }
  },
  largeFile: 'This file is larger than any whose weights a document has room for.',
  playground: 'From TensorFlow Playground',
  playgroundAbout: 'Paste the address of a network there, and the same network opens here.',
  playgroundLabel: 'Address',
  playgroundOpen: 'Open',
  differs: 'Opened. Not the same as there:',
  playgroundWrong: {
    empty: 'Paste an address that starts with https://playground.tensorflow.org/.',
    long: 'This is longer than any address of Playground.',
    address:
      'This is no address of Playground. Expected is https://playground.tensorflow.org/#… with settings after the #.',
    inputs: 'This network sees no input. Switch one on there, and copy the address again.',
  },
  difference: ({ kind, name = '', found = '', taken = '' }: Difference): string => {
    switch (kind) {
      case 'numbers':
        return 'Points and first weights come from random numbers of our own: of the same kind, not the same.';
      case 'weights':
        return 'First weights are normal with the spread that even ones between −0.5 and 0.5 have, and biases start at 0, there at 0.1.';
      case 'zeros':
        return 'All weights start at 0, as there.';
      case 'loss':
        return 'The output is a probability with cross-entropy as its loss; there it is a tanh with half the squared error. First slopes are half as steep here.';
      case 'halved':
        return 'The loss is the squared error; there it is half of it. So the learning rate is halved and the penalty doubled here: the steps are the same.';
      case 'dead':
        return 'Under L1, a weight that comes to 0 there stays 0 for good; here it may come back.';
      case 'noise':
        return 'Noise is normal with as large a deviation. There it is even, and on circle, exclusive or and for numbers it changes what a point should be, not where it is.';
      case 'rest':
        return 'The order of rows is the same in each epoch, as there; but rows that do not fill a batch are an update of their own here, and wait for the next epoch there.';
      case 'view':
        return `${name} is a matter of looks, and stays as it is here.`;
      case 'input':
        return `${name}: Playground has no such input either.`;
      case 'odd':
        return `${name}: “${found}” is not a setting of Playground’s; ${taken} stands for it.`;
    }
  },
  needs: (weights: boolean, rows: boolean) =>
    `The program reads ${[weights && 'the first weights', rows && 'the rows'].filter(Boolean).join(' and ')} from ${weights && rows ? 'files' : 'a file'} beside it:`,
  firstWeights: 'First weights, JSON',
  rows: 'Rows, CSV',
  writing: (percent: number) => `Rows: ${percent} % – stop`,
  tooManyRows: (rows: number) =>
    `${plain(rows)} rows of this size are too many for a table. Take fewer, and the program can read them.`,
};

export type NetExportWords = typeof en;

const ko: NetExportWords = {
  data: '숫자',
  about:
    '곡선 파일은 한 에포크가 한 줄이고, 업데이트와 표본 수, 걸린 시간이 함께 있어요. 결과는 엔진이 지금까지 낸 그대로이고 지문이 들어 있어요.',
  curves: '곡선 CSV',
  result: '결과 JSON',
  document: '문서 JSON',
  at: (epoch, all) => `${plain(all)}에포크 중 ${plain(epoch)}에포크`,
  positive: '양의 가중치',
  negative: '음의 가중치',
  weights: '가중치',
  weightsAbout: (run, epoch) =>
    `${run}의 ${epoch}에포크 가중치예요. 층마다 유닛별 가중치와 편향이 들어 있어요. 같은 모양의 파일을 열거나 여기에 놓으면 그 값에서 학습을 시작해요.`,
  weightsSave: '가중치 JSON 저장',
  weightsOpen: '가중치 열기',
  weightsPaste: '또는 붙여 넣기',
  taken: (count) => `이제 이 숫자 ${plain(count)}개가 처음 가중치예요. ‘되돌리기’를 누르면 전으로 돌아가요.`,
  wrong: (wrong) => {
    switch (wrong.kind) {
      case 'json':
        return `JSON이 아니에요: ${wrong.at}`;
      case 'form':
        return '가중치가 없어요. 층마다 {"weights": [[…], …], "bias": […]}가 있는 목록이어야 해요.';
      case 'layers':
        return `층이 ${wrong.wanted}개 있어야 하는데 ${wrong.found}개 있어요. 층 수를 파일에 맞춘 뒤 다시 열어 주세요.`;
      case 'outputs':
        return `${wrong.layer}번째 층: 유닛 ${plain(wrong.wanted)}개마다 가중치가 한 줄씩 있어야 하는데 ${plain(wrong.found)}줄 있어요.`;
      case 'inputs':
        return `${wrong.layer}번째 층: 한 줄에 가중치가 ${plain(wrong.wanted)}개씩 있어야 하는데 ${plain(wrong.found)}개 있어요.`;
      case 'bias':
        return `${wrong.layer}번째 층: 편향이 ${plain(wrong.wanted)}개 있어야 하는데 ${plain(wrong.found)}개 있어요.`;
      case 'number':
        return `${wrong.layer}번째 층: 숫자가 있어야 할 곳에 ${josa(wrong.found, '이/가')} 있어요.`;
      case 'large':
        return `문서에는 ${plain(kilo(wrong.wanted))} kB까지 들어가는데, 이 가중치를 넣으면 ${plain(kilo(wrong.found))} kB가 돼요.`;
    }
  },
  largeFile: '문서에 들어갈 수 있는 가중치보다 파일이 훨씬 커요.',
  playground: 'TensorFlow Playground에서 가져오기',
  playgroundAbout: '그곳의 주소를 붙여 넣으면 같은 신경망이 여기에서 열려요.',
  playgroundLabel: '주소',
  playgroundOpen: '열기',
  differs: '열었어요. 그곳과 다른 점:',
  playgroundWrong: {
    empty: 'https://playground.tensorflow.org/로 시작하는 주소를 붙여 넣어 주세요.',
    long: 'Playground의 주소치고는 너무 길어요.',
    address: 'Playground의 주소가 아니에요. # 뒤에 설정이 있는 https://playground.tensorflow.org/#… 꼴이어야 해요.',
    inputs: '입력이 하나도 없는 신경망이에요. 그곳에서 입력을 켜고 주소를 다시 복사해 주세요.',
  },
  difference: ({ kind, name = '', found = '', taken = '' }) => {
    switch (kind) {
      case 'numbers':
        return '데이터와 처음 가중치는 여기의 난수로 뽑아요. 같은 방식이지만 같은 값은 아니에요.';
      case 'weights':
        return '처음 가중치는 −0.5에서 0.5까지 고르게 뽑은 것과 퍼진 정도가 같은 정규분포를 따라요. 편향은 0에서 시작해요(그곳은 0.1).';
      case 'zeros':
        return '그곳처럼 모든 가중치가 0에서 시작해요.';
      case 'loss':
        return '출력은 확률이고 손실은 교차 엔트로피예요. 그곳은 tanh 출력에 제곱 오차의 절반을 써요. 처음 기울기는 여기가 절반이에요.';
      case 'halved':
        return '손실은 제곱 오차예요. 그곳은 그 절반이라서, 여기서는 학습률을 반으로 하고 벌점을 두 배로 했어요. 걸음은 같아요.';
      case 'dead':
        return 'L1에서 그곳의 가중치는 한번 0이 되면 계속 0이지만, 여기서는 다시 살아날 수 있어요.';
      case 'noise':
        return '노이즈는 표준편차가 같은 정규분포예요. 그곳은 균등분포이고, 원과 배타적 논리합, 회귀에서는 점의 자리가 아니라 정답이 바뀌어요.';
      case 'rest':
        return '그곳처럼 에포크마다 표본 순서가 같아요. 다만 배치를 채우지 못하고 남은 표본은 여기서는 바로 업데이트하고, 그곳에서는 다음 에포크를 기다려요.';
      case 'view':
        return `${josa(name, '은/는')} 보이는 방식이라 여기 설정을 그대로 둬요.`;
      case 'input':
        return `${name}: Playground에도 없는 입력이에요.`;
      case 'odd':
        return `${name}: ${josa(`‘${found}’`, '은/는')} Playground의 설정이 아니어서 ${josa(taken, '으로/로')} 열었어요.`;
    }
  },
  needs: (weights, rows) =>
    `이 프로그램은 옆에 둔 파일에서 ${[weights && '처음 가중치', rows && '데이터'].filter(Boolean).join('와 ')}를 읽어요:`,
  firstWeights: '처음 가중치 JSON',
  rows: '데이터 CSV',
  writing: (percent) => `데이터 ${percent} % – 멈추기`,
  tooManyRows: (rows) => `이 크기의 표본 ${plain(rows)}개는 표로 적기에 너무 많아요. 줄이면 프로그램이 읽을 수 있어요.`,
};

export const netExportWords: Readonly<Record<Language, NetExportWords>> = { en, ko };

function layersEn(count: number): string {
  return `${count} ${count === 1 ? 'layer' : 'layers'}`;
}

function kilo(letters: number): number {
  return Math.ceil(letters / 1024);
}
