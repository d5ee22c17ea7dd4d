// 그림을 보여 줄 수 없을 때의 말: 무엇이 잘못되었고 무엇을 하면 되는지.

import type { Trouble } from './en-trouble';
import { josa } from './josa';

export const ko: Trouble = {
  title: {
    engine: '엔진을 시작하지 못했어요',
    document: '이 실험을 읽을 수 없어요',
    files: '이 실험에는 파일이 필요해요',
  },
  where: (line, column) => `${line}번째 줄, ${column}번째 칸`,
  at: (path) => `위치: ${path}`,
  text: '문서',

  trouble: {
    no_webassembly: () =>
      '이 브라우저에 WebAssembly가 없거나 꺼져 있어요. 브라우저를 업데이트하거나 이 페이지에서 WebAssembly를 허용해 주세요.',
    wasm_unreachable: () => '엔진을 가져오지 못했어요. 인터넷 연결을 확인하고 다시 시도해 주세요.',
    wasm_missing: ({ status, file }) =>
      `서버가 엔진 요청에 ${josa(status ?? '', '으로/로')} 답했어요. 직접 올린 페이지라면 이 주소에 파일을 놓아 주세요: ${file}`,
    wasm_not_wasm: ({ type, file }) =>
      `서버가 엔진 대신 다른 것(${type})을 보냈어요. 직접 올린 페이지라면 이 주소에서 .wasm 파일이 나오게 해 주세요: ${file}`,
    wasm_broken: ({ file }) =>
      `엔진 파일이 깨졌거나 잘렸어요. 페이지를 새로 고쳐 주세요. 직접 올린 페이지라면 파일을 다시 복사해 주세요: ${file}`,
    worker_failed: () =>
      '브라우저가 페이지의 워커를 시작하지 못했어요. 페이지에 Content-Security-Policy가 있다면 worker-src에서 이 사이트를 허용해 주세요.',
    engine_crashed: ({ detail }) =>
      `이 실험에서 엔진이 두 번 멈췄어요. 걸음 수나 옵티마이저 수를 줄여 보세요. (${detail})`,
    document_unreachable: ({ file, status }) =>
      `${file}에서 실험을 가져오지 못했어요 (${status}). 주소를 확인해 주세요.`,
    document_no_text: ({ found }) =>
      `실험은 JSON 글(element.text)이나 일반 객체(element.document)여야 하는데 ${josa(found ?? '', '이에요/예요')}.`,
    document_not_finite: ({ found }) =>
      `${josa(found ?? '', '은/는')} 문서에 적을 수 없는 수예요. 유한한 수를 적어 주세요.`,
    document_link_version: () =>
      '더 새로운 페이지에서 만든 링크이거나 실험 링크가 아니에요. 페이지를 새로 고치거나 링크를 다시 받아 주세요.',
    document_link_letters: () =>
      '링크에 들어갈 수 없는 글자가 있어요. 무언가 덧붙었거나 끼어들었어요. #부터 끝까지 다시 복사해 주세요.',
    document_link_damaged: () =>
      '링크가 깨졌거나 잘렸어요. 메신저가 긴 링크를 자르기도 해요. #부터 끝까지 다시 복사해 주세요.',
    document_link_long: () => '링크에 든 문서가 가장 긴 길이인 256KiB를 넘어요.',
    document_absent: () =>
      '여기에는 실험이 없어요. <fall-line> 안의 <script type="application/json">에 문서를 넣거나 src로 알려 주세요.',
  },
};
