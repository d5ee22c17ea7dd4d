// 엔진이 하는 말. 코드와 매개변수는 엔진의 표에서 만들어지므로 빠진 문장은 타입 검사에서 드러난다.

import type { codes } from '../document/codes.gen';
import { josa } from './josa';

type Codes = typeof codes;
type Sentences = { [Code in keyof Codes]: (params: Record<Codes[Code][number], string>) => string };

type Sentence = (params: Readonly<Record<string, string>>) => string;

/** 코드와 매개변수로 만든 문장. 모르는 코드라면 undefined. */
export function say(code: string, params: Readonly<Record<string, string>>): string | undefined {
  return (sentences as unknown as Partial<Record<string, Sentence>>)[code]?.(params);
}

const place = ({ line, column }: { line: string; column: string }) => `${line}번째 줄 ${column}번째 칸:`;

export const sentences: Sentences = {
  json_value: (p) => `${place(p)} 값이 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  json_key: (p) => `${place(p)} 따옴표로 묶은 이름이 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  json_colon: (p) => `${place(p)} 이름 뒤의 ‘:’ 자리에 ${josa(p.found, '이/가')} 있어요.`,
  json_comma: (p) => `${place(p)} ‘,’나 ‘${p.close}’ 자리에 ${josa(p.found, '이/가')} 있어요.`,
  json_number: (p) => `${place(p)} ${josa(p.found, '은/는')} JSON의 숫자 표기가 아니에요.`,
  json_string: (p) => `${place(p)} 닫는 따옴표가 없거나, 줄바꿈 또는 잘못된 \\ 표기가 들어 있어요.`,
  json_cut: (p) => `${place(p)} 문서가 끝나지 않았는데 여기서 끊겨요.`,
  json_depth: (p) => `${place(p)} ${p.limit}겹보다 깊이 들어가 있어요.`,
  json_duplicate: (p) => `${place(p)} ${josa(p.key, '이/가')} 두 번 나와요. 하나만 남겨 주세요.`,
  json_end: (p) => `${place(p)} 문서는 이 앞에서 끝나요. ${josa(p.found, '을/를')} 지워 주세요.`,
  document_too_large: (p) => `문서가 ${p.bytes}바이트예요. ${p.limit}바이트까지 읽을 수 있어요.`,
  not_finite: (p) => `${place(p)} ${josa(p.found, '은/는')} 너무 큰 수예요. 가장 큰 수는 약 1.8e308이에요.`,
  expected_number: (p) => `숫자가 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  expected_integer: (p) => `정수가 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  expected_text: (p) => `따옴표로 묶은 글이 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  expected_bool: (p) => `true나 false가 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  expected_list: (p) => `[ ]로 묶은 목록이 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  expected_object: (p) => `{ }로 묶은 값이 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  expected_length: (p) => `값 ${p.wanted}개가 올 자리에 ${p.found}개가 있어요.`,
  expected_choice: (p) => `${josa(p.found, '은/는')} 고를 수 없어요. 고를 수 있는 것: ${p.known}.`,
  one_choice: (p) => `${p.known} 가운데 하나만 적어야 하는데, 이름이 ${p.count}개 있어요.`,
  unknown_field: (p) => `여기에는 ${p.found} 항목이 없어요. 쓸 수 있는 것: ${p.known}.`,
  missing_field: () => '꼭 있어야 하는 항목이에요. 적어 주세요.',
  out_of_range: (p) => `${josa(p.found, '은/는')} 범위를 벗어나요: ${p.range}.`,
  out_of_count: (p) => `${p.found}개가 있어요. 가능한 개수: ${p.range}.`,
  expected_batch: (p) => `행의 개수나 "all"이 올 자리에 ${josa(p.found, '이/가')} 있어요.`,
  bad_name: (p) =>
    `${josa(p.found, '은/는')} 이름으로 쓸 수 없어요. 로마자나 _로 시작해 로마자, 숫자, _로 ${p.limit}글자까지 적어 주세요.`,
  name_taken: (p) => `${josa(p.found, '은/는')} 여기에서 이미 다른 뜻으로 쓰여요. 이름을 바꿔 주세요.`,
  column_length: (p) =>
    `${p.name} 열에는 값이 ${p.found}개, ${p.first} 열에는 ${p.wanted}개 있어요. 개수를 똑같이 맞춰 주세요.`,
  other_task: (p) => `과제가 ${p.wanted}인 문서가 있어야 해요. 이 문서의 과제는 ${p.found}예요.`,
  nothing_to_train: (p) =>
    `전체 ${p.rows}행에서 테스트용 ${p.test}행, 검증용 ${p.validation}행을 빼면 학습할 행이 남지 않아요. 학습용 행을 남겨 주세요.`,
  loss_needs_classes: () =>
    '이 손실은 행마다 클래스가 있어야 해요. 0부터 세는 정수로, binary_cross_entropy라면 0과 1로만 적어 주세요.',
  feature_finite: (p) => `이 특징은 행 (${p.x}, ${p.y})에서 유한한 값이 아니에요.`,
  open_twice: () => '같은 패널이 두 번 있어요. 고른 것을 한 곳에 모으고 하나만 남겨 주세요.',
  empty_domain: (p) => `영역 [${p.found}]에는 아무것도 없어요. x0 < x1, y0 < y1이 되게 [x0, x1, y0, y1]로 적어 주세요.`,
  narrow_domain: (p) =>
    `영역 [${p.found}]은 그릴 수 없어요. 변의 길이는 좌표의 10억분의 1 이상, 좌표는 ±1e100 안으로 적어 주세요.`,
  formula_too_long: (p) => `식이 ${p.found}글자예요. ${p.limit}글자까지 읽을 수 있어요.`,
  formula_too_large: (p) => `식이 연산 ${p.limit}개를 넘어요. 더 짧게 적어 주세요.`,
  formula_depth: (p) => `괄호나 거듭제곱이 ${p.limit}겹보다 깊이 들어가 있어요.`,
  formula_character: (p) => `${josa(p.found, '은/는')} 식에 쓸 수 없는 글자예요.`,
  formula_number: (p) => `${josa(p.found, '은/는')} 너무 큰 수예요. 가장 큰 수는 약 1.8e308이에요.`,
  formula_cut: () => '식이 끝나지 않았는데 여기서 끊겨요.',
  formula_value: (p) => `값이 올 자리에 ${josa(`‘${p.found}’`, '이/가')} 있어요.`,
  formula_close: (p) => `닫는 괄호가 올 자리에 ${josa(`‘${p.found}’`, '이/가')} 있어요.`,
  formula_end: (p) => `식은 이 앞에서 끝나요. ${josa(`‘${p.found}’`, '을/를')} 지우거나 앞에 연산자를 넣어 주세요.`,
  formula_neighbours: (p) => `숫자 두 개가 나란히 있어요. ${p.found} 앞에 연산자를 넣어 주세요.`,
  formula_name: (p) => `${josa(p.found, '은/는')} 여기에 없는 이름이에요. 쓸 수 있는 것: ${p.known}.`,
  formula_near: (p) => `${josa(p.found, '은/는')} 여기에 없는 이름이에요. ${josa(p.near, '을/를')} 쓰려고 했나요?`,
  formula_needs_call: (p) => `${josa(p.found, '은/는')} 함수예요. 괄호 안에 값을 넣어 주세요.`,
  formula_arity: (p) => `${josa(p.name, '은/는')} 값 ${p.wanted}개를 받는데 ${p.found}개가 있어요.`,
  formula_comparison: (p) => `‘${p.found}’ 비교는 수가 아니에요. if(…, a, b) 안에 적어 주세요.`,
  formula_condition: () => 'if에는 먼저 비교가 와야 해요. 예: if(x < 0, a, b)',
  formula_let_name: (p) => `${p.word} 뒤에 이름이 올 자리에 ${josa(`‘${p.found}’`, '이/가')} 있어요.`,
  formula_let_equals: (p) => `이름 뒤의 ‘=’ 자리에 ${josa(`‘${p.found}’`, '이/가')} 있어요.`,
  formula_let_end: (p) =>
    `이름의 값 다음에는 줄을 바꾸거나 ‘;’을 적어야 하는데 ${josa(`‘${p.found}’`, '이/가')} 있어요.`,
  formula_grad: () => 'grad는 업데이트 식에서만 써요. 지형의 식에는 그래디언트가 이미 있어요.',
  formula_finite: (p) => `계산하면 ${josa(p.found, '이/가')} 되어 유한한 수가 아니에요.`,
  rule_line: (p) =>
    `한 줄은 ‘param 이름 = 수’, ‘state 이름’, ‘이름 = …’ 가운데 하나예요. 그 자리에 ${josa(`‘${p.found}’`, '이/가')} 있어요.`,
  rule_end: (p) => `이 줄은 이 앞에서 끝나요. ${josa(`‘${p.found}’`, '을/를')} 지우거나 줄을 바꿔 주세요.`,
  rule_assign: (p) => `${p.name}에는 값을 넣을 수 없어요. w와 상태, 새로 지은 이름에 넣어 주세요.`,
  rule_param: (p) => `${p.name}의 기본값은 수 하나여야 해요.`,
  rule_gradients: (p) =>
    `이 식은 업데이트 한 번에 그래디언트를 ${p.limit}개 넘게 서로 다른 점에서 구해요. 점의 수를 줄여 주세요.`,
  rule_still: () => '이 식은 한 걸음도 움직이지 않아요. w = w - lr*g 같은 줄이 있어야 해요.',
  with_field: (p) => `${josa(p.found, '은/는')} 옵티마이저마다 다르게 할 수 없어요. 다르게 할 수 있는 것: ${p.known}.`,
  change_run: (p) => `${p.found}번 옵티마이저는 없어요. 모두 ${p.count}개이고 0부터 세요.`,
  change_pointer: (p) => `${josa(p.found, '은/는')} 가는 길에 바꿀 수 없어요. 바꿀 수 있는 것: ${p.known}.`,
  newer_version: (p) => `이 문서는 버전 ${josa(p.found, '이에요/예요')}. 이 프로그램은 버전 ${p.known}까지 읽어요.`,
  newer_engine: (p) =>
    `이 문서는 엔진 ${josa(p.found, '으로/로')} 만들었는데 이 프로그램의 엔진은 ${josa(p.known, '이에요/예요')}. 페이지를 새로 고치거나 프로그램을 업데이트해 주세요.`,
  network_too_large: (p) =>
    `실행의 매개변수가 모두 ${p.found}개로, 한도 ${p.limit}개의 ${p.times}배예요. 유닛, 층, 실행, 시드를 줄여 주세요.`,
  epochs_too_many: (p) =>
    `결과가 수 ${p.found}개로, 한도 ${p.limit}개의 ${p.times}배예요. 에포크, 행, 실행을 줄여 주세요.`,
  training_too_long: (p) =>
    `연산이 약 ${p.found}번으로, 한도 ${p.limit}번의 ${p.times}배예요. 에포크, 행, 유닛, 실행, 시드를 줄여 주세요.`,
  result_too_large: (p) =>
    `결과가 숫자 ${p.found}개로, 한도 ${p.limit}개의 ${p.times}배예요. 걸음 수나 옵티마이저 수를 줄여 주세요.`,
  data_too_large: (p) =>
    `담아 둘 데이터 값이 ${p.found}개로, 한도 ${p.limit}개의 ${p.times}배예요. 행, 옵티마이저, 난수 개수를 줄여 주세요.`,
  work_too_large: (p) =>
    `계산이 약 ${p.found}번으로, 한도 ${p.limit}번의 ${p.times}배예요. 걸음 수, 행, 옵티마이저, 난수 개수를 줄여 주세요.`,
  bad_hash: (p) => `${josa(p.found, '은/는')} SHA-256이 아니에요. 16진수 64자리로 적어 주세요.`,
  file_absent: (p) => `${p.file} 파일의 내용이 없어요. 문서와 함께 파일을 넣어 주세요.`,
  file_other: (p) =>
    `${josa(p.file, '은/는')} 문서가 가리키는 파일이 아니에요. 이 파일의 SHA-256은 ${josa(p.found, '이에요/예요')}.`,
  file_packed: (p) => `${josa(p.file, '은/는')} 압축을 풀 수 없어요. 파일이 손상되었거나 중간에 끊겼어요.`,
  file_length: (p) => `${josa(p.file, '은/는')} 머리글대로라면 ${p.wanted}바이트여야 하는데 ${p.found}바이트예요.`,
  file_too_large: (p) => `${p.file}의 값은 ${p.found}개예요. 가능한 개수: 1 … ${p.limit}.`,
  idx_header: (p) => `${josa(p.file, '은/는')} 바이트로 된 ${p.wanted}차원 IDX 파일로 시작하지 않아요.`,
  idx_counts: (p) => `이미지는 ${p.images}개인데 클래스는 ${p.labels}개예요.`,
  csv_text: (p) => `${p.line}번째 줄이 UTF-8이 아니에요. 표를 UTF-8 CSV로 저장해 주세요.`,
  csv_quote: (p) => `${place(p)} 이 따옴표는 닫히지 않아요.`,
  csv_after_quote: (p) => `${place(p)} 닫는 따옴표 뒤에는 구분자나 줄 끝이 와야 해요.`,
  csv_cells: (p) => `${p.line}번째 줄에는 칸이 ${p.found}개, 첫째 줄에는 ${p.wanted}개 있어요.`,
  csv_columns: (p) => `표에 열이 ${p.found}개 있어요. 가능한 개수: 2 … ${p.limit}.`,
  csv_rows: (p) => `빠진 값이 없는 행이 ${p.found}개예요. 가능한 개수: 1 … ${p.limit}.`,
  csv_too_large: (p) => `모든 행의 입력이 ${p.found}개예요. ${p.limit}개까지 가능해요.`,
  csv_target: (p) => `${p.found} 열이 없어요. 있는 열: ${p.known}.`,
  csv_classes: (p) => `배울 열에 서로 다른 글이 ${p.found}개 있어요. 가능한 개수: 2 … ${p.limit}.`,
  control_pointer: (p) => `${josa(p.found, '은/는')} 이 문서에서 가리키는 것이 없어요.`,
  no_question: (p) => `${p.found}번 질문이 없어요. 질문은 ${p.count}개이고, 0부터 세어요.`,
  csv_inputs: (p) => `입력으로 쓸 다른 열이 없어요. 입력은 수이거나, 서로 다른 글이 ${p.limit}개까지인 열이에요.`,
  goal_written: (p) =>
    `${p.run}번 실행의 규칙은 직접 쓰는 것이어야 해요. 옵티마이저를 written으로 하거나 controls로 열어 주세요.`,
  goal_loss: (p) => `${p.at}에서 손실이 ${josa(p.found, '으로/로')}, ${p.below}보다 작아요.`,
  goal_loss_missed: (p) => `가장 작은 손실은 ${p.at}에서 ${p.found}인데, ${p.by}까지 ${p.below}보다 작아져야 해요.`,
  goal_reach: (p) => `${p.at}에서 점과의 거리가 ${josa(p.found, '으로/로')}, ${p.within} 안이에요.`,
  goal_reach_missed: (p) =>
    `가장 가까울 때가 ${p.at}에서 ${p.found}인데, ${p.by}까지 ${p.within} 안으로 들어와야 해요.`,
  goal_accuracy: (p) => `${p.at}에서 정확도가 ${josa(p.found, '으로/로')}, ${p.above}보다 커요.`,
  goal_accuracy_missed: (p) => `가장 높은 정확도는 ${p.at}에서 ${p.found}인데, ${p.by}까지 ${p.above}보다 커져야 해요.`,
  goal_beats: (p) =>
    `${p.run}번 실행은 손실 ${josa(p.found, '으로/로')}, ${p.than}번 실행은 ${josa(p.other, '으로/로')} 끝나요.`,
  goal_beats_missed: (p) =>
    `${p.run}번 실행은 손실 ${josa(p.found, '으로/로')}, ${p.than}번 실행은 ${josa(p.other, '으로/로')} 끝나요. ${p.margin} 넘게 더 낮아야 해요.`,
  goal_beats_diverged: (p) => `${p.than}번 실행은 발산했고, ${p.run}번 실행은 그렇지 않아요.`,
  goal_diverged: (p) => `${p.run}번 실행이 ${p.at}에서 발산했어요.`,
  goal_diverged_missed: (p) => `${p.run}번 실행이 ${p.at}에서 발산했어요. 발산하면 안 돼요.`,
  goal_diverges_missed: (p) => `${p.run}번 실행은 발산하지 않고 손실 ${josa(p.found, '으로/로')} 끝나요.`,
  goal_stays: (p) => `${p.run}번 실행이 끝까지 안에 머물러요.`,
  goal_stays_missed: (p) => `${p.at}에서 ${p.run}번 실행이 (${p.x}, ${p.y})에 있는데, 그곳은 밖이에요.`,
  goal_at_most: (p) => `${josa(p.found, '이/가')} 들고, ${p.limit}까지 괜찮아요.`,
  goal_at_most_missed: (p) => `${p.run}번 실행에 ${josa(p.found, '이/가')} 들어요. ${p.limit}까지만 괜찮아요.`,
  goal_edge: (p) => `학습률 ${josa(p.lr, '은/는')} 안정한 것 중 가장 커요 (오차 ${p.within} 안).`,
  goal_edge_above: (p) => `학습률 ${josa(p.lr, '은/는')} 안정한 것 중 가장 큰 값보다 커요.`,
  goal_edge_below: (p) => `학습률 ${josa(p.lr, '은/는')} 안정하지만, 더 큰 것도 안정해요.`,
  goal_edge_none: (p) => `${p.run}번 실행에서는 안정한 가장 큰 학습률을 찾지 못했어요.`,
  goal_no_answer: (p) => `${p.question}번 질문에 아직 답이 없어요.`,
  goal_shown_missed: (p) =>
    `(${p.x}, ${p.y})에서 시작하면 ${p.at}번 갱신한 뒤 ${p.found}만큼 달라요. 규칙의 줄을 문제와 견주어 보세요.`,
  goal_key: () => '채점할 때 알 수 있어요.',
  goal_answered: (p) => `${p.question}번 질문의 답이 맞아요.`,
  goal_answered_missed: (p) => `${p.question}번 질문의 답이 맞지 않아요.`,
  goal_follows: () => '어느 곳에서 시작해도 정답 규칙과 같은 길로 가요.',
  goal_follows_missed: (p) => `(${p.x}, ${p.y})에서 시작하면 ${p.step}번째 갱신에서 정답 규칙의 길을 벗어나요.`,
  key_other: () => '다른 연습의 정답 파일이거나, 배포한 뒤에 연습이 바뀌었어요.',
  key_reference: (p) => `목표에서 묻는 ${p.run}번 실행의 규칙이 정답 파일에 없어요.`,
  grade_locked: (p) =>
    `${josa(p.path, '이/가')} ${p.wanted}에서 ${josa(p.found, '으로/로')} 바뀌었는데, 이 연습에서는 바꿀 수 없는 곳이에요.`,
  grade_seed: (p) => `${p.student}의 문제가 아니에요. 시드가 ${p.found}인데, ${p.wanted}여야 해요.`,
  goal_running: (p) => `${p.run}번 실행이 아직 가는 중이에요.`,
  goal_nothing: (p) => `${p.run}번 실행에 판단할 값이 없어요.`,
  handed_kind: () => '이런 종류의 파일은 읽지 않아요. .json, .zip, .txt, .html, .csv로 내 주세요.',
  handed_unread: () => '파일을 읽을 수 없어요.',
  handed_too_large: (p) => `${p.limit}바이트가 넘어서 읽지 않아요.`,
  handed_no_link: () => '실험도, 실험으로 가는 링크도 들어 있지 않아요.',
  handed_link: () => '링크가 잘렸거나 바뀌었어요. 끝까지 다시 복사해 주세요.',
  handed_many: (p) => `링크가 ${p.found}개 들어 있어요. 앞의 ${p.limit}개만 읽어요.`,
  handed_whose: (p) => `이름에 여러 학생의 학번이 들어 있어요: ${p.found}.`,
  handed_again: (p) => `여러 번 냈어요. ${josa(p.other, '을/를')} 채점했어요.`,
  handed_nothing: () => '낸 것이 없어요.',
  handed_unchecked: () => '명단에 없는 학번이라 누구 것인지 확인하지 못했어요.',
  handed_claim: () => '함께 낸 결과가 여기서 나온 결과와 달라요.',
  zip_broken: () => '압축 파일이 손상되었거나 중간에 끊겼어요.',
  zip_entry: () => '압축 파일에 든 내용이 손상되었거나 압축 파일에 적힌 것과 달라요.',
  zip_method: (p) => `읽지 않는 방식(${p.method}번)으로 압축되었어요. 보통 zip으로 압축해 주세요.`,
  zip_locked: () => '암호가 걸려 있어요. 암호 없이 압축해 주세요.',
  zip_name: () => '이름이 압축 파일 바깥을 가리켜서 읽지 않아요.',
  zip_entries: (p) => `압축 파일에 항목이 ${p.found}개 있어요. ${p.limit}개까지 읽어요.`,
  zip_bomb: (p) => `여기부터는 풀면 ${p.limit}바이트가 넘거나 같은 바이트를 두 번 써요. 나머지는 읽지 않아요.`,
  zip_deep: () => '압축 파일 안의 압축 파일 안에 든 압축 파일은 열지 않아요.',
  roster_column: () => '명단에 학번 열이 없어요. 열 이름을 학번 또는 id로 해 주세요.',
  diverged_rate: (p) =>
    `${p.step}걸음: 학습률 ${josa(p.lr, '이/가')} 이 이차식의 한계 ${p.formula} = ${josa(p.limit, '을/를')} 넘어 걸음마다 더 크게 지나쳐요. 한계보다 낮춰 보세요.`,
  diverged_overflow: (p) => `${p.step}걸음: 수가 표현할 수 있는 한계를 넘었어요. 학습률을 낮춰 보세요.`,
  diverged_network: (p) =>
    `${p.step}번째 업데이트에서 가중치나 그래디언트, 손실이 수의 범위를 넘었어요. 학습률을 줄여 보세요.`,
  diverged_eps: (p) => `${p.step}걸음: 0/0처럼 수가 아닌 값이 나왔어요. eps를 0보다 크게 해 보세요.`,
  diverged_undefined: (p) =>
    `${p.step}걸음: 0/0이나 log(-1)처럼 수가 아닌 값이 나왔어요. 다른 출발점을 고르거나 학습률을 낮춰 보세요.`,
  diverged_start: () => '출발점에서 지형의 값이나 기울기가 유한하지 않아요. 다른 출발점을 골라 주세요.',
};
