// Korean particles: 은/는, 이/가, 을/를, 과/와, (으)로, chosen by how the word before them ends when read aloud.

export type Particle = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로' | '이에요/예요' | '이라고/라고';

/** The word with its particle: josa("109", "으로/로") is "109로". */
export function josa(word: string | number, particle: Particle): string {
  const text = String(word);
  const [closed, open] = particle.split('/') as [string, string];
  const end = ending(text);
  // ㄹ takes 로, as a vowel does: 서울로, 1로.
  const plain = end === 'open' || (particle === '으로/로' && end === 'rieul');
  return text + (plain ? open : closed);
}

type Ending = 'open' | 'closed' | 'rieul';

/** 영 일 이 삼 사 오 육 칠 팔 구; ten, hundred, thousand (십 백 천 만) end in consonants too. */
const digits: readonly Ending[] = [
  'closed',
  'rieul',
  'open',
  'closed',
  'open',
  'open',
  'closed',
  'rieul',
  'rieul',
  'open',
];
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function ending(text: string): Ending {
  const word = text.replace(/[^\p{L}\p{N}]+$/u, '');
  const last = word.at(-1) ?? '';
  if (!last) return 'open';
  const superscript = superscripts.indexOf(last);
  if (superscript >= 0) return digits[superscript] ?? 'open';
  if (/\d/.test(last)) return digits[Number(last)] ?? 'open';
  const code = last.charCodeAt(0) - 0xac00;
  if (code >= 0 && code <= 11171) {
    const final = code % 28;
    return final === 0 ? 'open' : final === 8 ? 'rieul' : 'closed';
  }
  return latinEnding(word);
}

/** Capitals are read as letters (엘 엠 엔 알), words by their sound. */
function latinEnding(word: string): Ending {
  const letters = /[A-Za-z]+$/.exec(word)?.[0] ?? '';
  const last = letters.slice(-1).toLowerCase();
  const spelled = letters.length === 1 || letters === letters.toUpperCase();
  if (last === 'l' || (spelled && last === 'r')) return 'rieul';
  if (last === 'm' || last === 'n') return 'closed';
  if (spelled) return 'open';
  return /ng$|[kpbc]$/.test(letters) ? 'closed' : 'open';
}
