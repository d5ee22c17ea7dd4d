// What the curves say of networks: time goes by epochs, and the loss is no height.

import { format, plain as plainly } from '../../draw/format';
import type { CurveWords } from '../../text/curves';
import { ofTraining } from '../../text/quantities-trained';
import type { Language } from '../../text/words';

const own: Record<Language, (plain: CurveWords) => CurveWords> = {
  en: (plain) => ({
    ...plain,
    quantities: ofTraining.en,
    name: (quantity) => `Curves: ${ofTraining.en[quantity]}`,
    axes: { steps: 'by epoch', updates: 'by update', rows: 'by rows seen', seconds: 'by seconds' },
    at: (at, against) =>
      ({
        updates: `${plainly(at)} ${at === 1 ? 'update' : 'updates'}`,
        rows: `${plainly(at)} rows seen`,
        seconds: `${format(at / 1e6)} s`,
      })[against as string] ?? `Epoch ${at}`,
  }),
  ko: (plain) => ({
    ...plain,
    quantities: ofTraining.ko,
    name: (quantity) => `곡선: ${ofTraining.ko[quantity]}`,
    axes: { steps: '에포크별', updates: '업데이트별', rows: '본 표본별', seconds: '걸린 시간별' },
    at: (at, against) =>
      ({
        updates: `업데이트 ${plainly(at)}번`,
        rows: `표본 ${plainly(at)}개`,
        seconds: `${format(at / 1e6)}초`,
      })[against as string] ?? `${at}에포크`,
  }),
};

export const curveWordsOf = (language: Language, plain: CurveWords): CurveWords => own[language](plain);
