// What the comments in the code say, in both languages.

export interface CodeWords {
  readonly kink: string;
  readonly tie: string;
  readonly size: string;
  readonly clipped: string;
  readonly title: (runs: string, f: string) => string;
  readonly mean: string;
  readonly slopes: string;
  readonly given: string;
  readonly columns: string;
  readonly factor: string;
  readonly warmup: string;
  readonly plateau: string;
  readonly scaled: string;
  readonly noise: string;
  readonly batches: string;
  readonly order: string;
  readonly seeds: string;
  readonly changes: string;
  readonly digits: string;
  readonly diverges: (step: number) => string;
  /** Why the library's own is not used. */
  readonly own: Readonly<Record<string, string>>;
  /** One sentence about a rule. */
  readonly rule: Readonly<Record<string, string>>;
  /** Why there is no code. */
  readonly tooManyRows: (rows: number) => string;
  readonly tooLong: string;
}

export const codeWords: { readonly en: CodeWords; readonly ko: CodeWords } = {
  en: {
    kink: 'At a kink, where it is infinitely steep, the slope counts as 0.',
    size: '|a|, with slope 0 at 0.',
    tie: 'Of two equal ones the first, and its slope.',
    clipped: 'The gradient, shortened where it is longer than that.',
    title: (runs, f) => `${runs} on f(x, y) = ${f}`,
    mean: 'The mean loss over the rows.',
    slopes: 'Its slopes along x and y.',
    given: 'The constants.',
    columns: 'The data, a column a list.',
    factor: 'What the learning rate is multiplied by in step t, counted from 1.',
    warmup: 'warm-up',
    plateau: 'Lower the learning rate once the loss no longer falls.',
    scaled: 'steps of size 1, to be scaled by the schedule',
    noise: 'The noise is drawn anew here, so the paths are not the same.',
    batches: 'The order of the rows is drawn anew here, so the paths are not the same.',
    order: 'Rows, as many at a time: every epoch in a new order.',
    seeds: 'The first of the seeds only.',
    changes: 'Without the changes that the experiment makes on the way.',
    digits: 'as many digits as the experiment has',
    diverges: (step) => `step ${step} leads to no finite number`,
    own: {
      momentum: '{library} keeps v without the learning rate, which differs once a schedule changes it: written out.',
      momentum_ema: '{library}’s first v would be the whole gradient: written out.',
      nesterov: '{library} keeps the point ahead in place of w: written out.',
      adagrad: '{library} starts h at 0.1 and has eps inside the root: written out.',
      rmsprop: '{library} has eps inside the root: written out.',
      adam: '{library} always undoes the zero start: written out.',
      amsgrad: '{library} takes the maximum of the corrected v: written out.',
      nadam: '{library} lets beta1 rise with t: written out.',
      radam: '{library}’s eps acts on the corrected root: written out.',
      adabelief: '{library} has no such rule, or another eps: written out.',
      lion: '{library} has no such rule: written out.',
      sign: '{library} has no such rule: written out.',
    },
    rule: {
      written: 'A rule of its own, line by line.',
      gd: 'Straight down, as far as the learning rate says.',
      momentum: 'The ball keeps part of its speed.',
      momentum_ema: 'The step follows the average of the last gradients.',
      nesterov: 'The gradient is taken where the speed will lead.',
      adagrad: 'Each axis is slowed by all the slope it has seen.',
      rmsprop: 'Each axis is slowed by the slope it has seen lately.',
      adadelta: 'The rate is the size of the last steps.',
      adam: 'Both averages start at 0 and are too small at first: the divisions undo that.',
      adamw: 'Adam, and w shrinks by itself.',
      amsgrad: 'Adam with the largest scale so far.',
      adamax: 'Adam by the largest gradient in place of the mean square.',
      nadam: 'Adam that counts the newest gradient once more.',
      radam: 'Adam that waits with its scale until there is enough to know it from.',
      adabelief: 'Adam scaled by how wrong its expectation was.',
      lion: 'Each axis moves by the same length.',
      sign: 'Each axis moves by the same length.',
    },
    tooManyRows: (rows) => `The data have ${rows} rows, too many to be written into code.`,
    tooLong: 'This formula’s derivative is too long to be written out. PyTorch and JAX differentiate it themselves.',
  },
  ko: {
    kink: '꺾인 점에서는 기울기가 무한하므로 0으로 둬요.',
    size: '|a|. 0에서의 기울기는 0이에요.',
    tie: '둘이 같으면 첫째 값과 그 기울기를 써요.',
    clipped: '그래디언트가 이보다 길면 줄여요.',
    title: (runs, f) => `f(x, y) = ${f} 위의 ${runs}`,
    mean: '모든 행에 대한 손실의 평균.',
    slopes: 'x와 y 방향의 기울기.',
    given: '상수.',
    columns: '데이터. 열마다 목록 하나.',
    factor: 't번째 걸음(1부터)에서 학습률에 곱하는 값.',
    warmup: '워밍업',
    plateau: '손실이 더 줄지 않으면 학습률을 낮춰요.',
    scaled: '크기 1의 걸음. 스케줄이 크기를 정해요',
    noise: '노이즈를 여기서 새로 뽑으므로 경로가 같지 않아요.',
    batches: '행의 순서를 여기서 새로 뽑으므로 경로가 같지 않아요.',
    order: '행을 이만큼씩. 에포크마다 순서가 새로워져요.',
    seeds: '첫째 시드만 써요.',
    changes: '실험 도중의 변경은 들어 있지 않아요.',
    digits: '실험과 같은 자릿수',
    diverges: (step) => `${step}번째 걸음부터는 유한한 수가 아니에요`,
    own: {
      momentum: '{library}의 v에는 학습률이 들어 있지 않아, 스케줄이 있으면 결과가 달라요. 그래서 풀어 써요.',
      momentum_ema: '{library}에서는 첫 v가 그래디언트 전체예요. 그래서 풀어 써요.',
      nesterov: '{library}에서는 w 대신 앞선 점을 저장해요. 그래서 풀어 써요.',
      adagrad: '{library}에서는 h가 0.1에서 시작하고 eps가 근호 안에 있어요. 그래서 풀어 써요.',
      rmsprop: '{library}에서는 eps가 근호 안에 있어요. 그래서 풀어 써요.',
      adam: '{library}에서는 늘 편향을 보정해요. 그래서 풀어 써요.',
      amsgrad: '{library}에서는 보정한 v의 최댓값을 써요. 그래서 풀어 써요.',
      nadam: '{library}에서는 beta1이 t와 함께 커져요. 그래서 풀어 써요.',
      radam: '{library}에서는 eps를 보정한 제곱근에 더해요. 그래서 풀어 써요.',
      adabelief: '{library}에는 이 식이 없거나 eps가 달라요. 그래서 풀어 써요.',
      lion: '{library}에는 이 식이 없어요. 그래서 풀어 써요.',
      sign: '{library}에는 이 식이 없어요. 그래서 풀어 써요.',
    },
    rule: {
      written: '직접 쓴 업데이트 식을 한 줄씩 따라요.',
      gd: '학습률만큼 곧장 내려가요.',
      momentum: '공이 속도의 일부를 유지해요.',
      momentum_ema: '최근 그래디언트의 평균을 따라가요.',
      nesterov: '속도가 데려갈 곳에서 그래디언트를 구해요.',
      adagrad: '축마다 지금까지의 기울기만큼 느려져요.',
      rmsprop: '축마다 최근의 기울기만큼 느려져요.',
      adadelta: '지난 걸음의 크기가 학습률을 대신해요.',
      adam: '두 평균은 0에서 시작해 처음에 너무 작으므로, 나눗셈으로 보정해요.',
      adamw: 'Adam이면서 w가 스스로 줄어들어요.',
      amsgrad: '지금까지 가장 큰 척도를 쓰는 Adam이에요.',
      adamax: '제곱 평균 대신 가장 큰 그래디언트를 쓰는 Adam이에요.',
      nadam: '새 그래디언트를 한 번 더 더하는 Adam이에요.',
      radam: '척도를 알 만큼 모일 때까지 기다리는 Adam이에요.',
      adabelief: '예상이 빗나간 정도로 척도를 정하는 Adam이에요.',
      lion: '축마다 같은 길이만큼 움직여요.',
      sign: '축마다 같은 길이만큼 움직여요.',
    },
    tooManyRows: (rows) => `데이터가 ${rows}행이라 코드에 적기에는 너무 많아요.`,
    tooLong: '이 식의 도함수는 너무 길어 적을 수 없어요. PyTorch와 JAX는 스스로 미분해요.',
  },
};
