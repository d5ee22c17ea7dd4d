import { describe, expect, it } from 'vitest';
import { limits, readTable } from './table';

const taken = new Set(['x', 'y', 't', 'e', 'max']);
const read = (text: string) => readTable(text, taken);

/** Columns as an object; what is wrong as `kind line:column`. */
function told(text: string): unknown {
  const table = read(text);
  if ('wrong' in table) return `${table.wrong.kind} ${table.wrong.line}:${table.wrong.column}`;
  return Object.fromEntries(table.names.map((name, k) => [name, table.columns[k]]));
}

describe('a table', () => {
  const good: readonly [what: string, text: string, columns: Record<string, number[]>][] = [
    ['commas', 'u,v\n1,2\n3,4', { u: [1, 3], v: [2, 4] }],
    ['semicolons', 'u;v\n1;2\n3;4\n', { u: [1, 3], v: [2, 4] }],
    ['tabs', 'u\tv\n1\t2\n3\t4', { u: [1, 3], v: [2, 4] }],
    ['one column', 'u\n1\n2', { u: [1, 2] }],
    ['one number', '5', { u: [5] }],
    ['no header', '1,2\n3,4', { u: [1, 3], v: [2, 4] }],
    ['no header, many columns', '1,2,3,4\n5,6,7,8', { c1: [1, 5], c2: [2, 6], c3: [3, 7], c4: [4, 8] }],
    ['decimal commas beside semicolons', 'u;v\n1,5;-2,25\n,5;1,5e3', { u: [1.5, 0.5], v: [-2.25, 1500] }],
    ['decimal commas beside tabs', '1,5\t2,5\n0,5\t1', { u: [1.5, 0.5], v: [2.5, 1] }],
    ['decimal points beside semicolons', 'u;v\n1.5;2\n.5;3', { u: [1.5, 0.5], v: [2, 3] }],
    ['Windows line ends', 'u,v\r\n1,2\r\n3,4\r\n', { u: [1, 3], v: [2, 4] }],
    ['old line ends', 'u,v\r1,2\r3,4', { u: [1, 3], v: [2, 4] }],
    ['a byte order mark', '\uFEFFu,v\n1,2', { u: [1], v: [2] }],
    ['quotes', '"u","v"\n"1","2"\n"3" , "4"', { u: [1, 3], v: [2, 4] }],
    ['quoted separators and quotes', '"size, in ""m""",v\n1,2', { size_in_m: [1], v: [2] }],
    ['quoted line ends', '"size\nin m",v\n1,2', { size_in_m: [1], v: [2] }],
    ['a semicolon in quotes separates nothing', '"a;b",v\n1,2', { a_b: [1], v: [2] }],
    ['spaces and empty lines', '\n u , v \n\n 1 , 2 \n,\n3,4\n\n', { u: [1, 3], v: [2, 4] }],
    ['signs and powers', 'u\n+1\n−2\n-3e-2\n4.\n1E3', { u: [1, -2, -0.03, 4, 1000] }],
    ['minus nothing', 'u\n-0', { u: [0] }],
    ['numbers as names', 'a1,2b\n1,2', { a1: [1], b: [2] }],
    ['names of parameters and functions', 'x,y,max\n1,2,3', { x1: [1], y1: [2], max1: [3] }],
    ['names twice', 'a,a,a1\n1,2,3', { a: [1], a1: [2], a11: [3] }],
    ['names of other letters', '공부 시간,점수,día\n1,2,3', { u: [1], v: [2], dia: [3] }],
    ['names of objects', '__proto__,constructor\n1,2', { proto: [1], constructor: [2] }],
    ['a long name', `${'a'.repeat(99)}\n1`, { ['a'.repeat(28)]: [1] }],
    ['a column of words is left', 'name,u,v\nAnn,1,2\nBo,3,4', { u: [1, 3], v: [2, 4] }],
    ['an empty last column is left', 'u;v;\n1;2;\n3;4;', { u: [1, 3], v: [2, 4] }],
    ['rows that are no numbers are skipped', 'u,v\n1,2\n?,3\n4,5', { u: [1, 4], v: [2, 5] }],
  ];
  it.each(good)('with %s is read', (_, text, columns) => {
    expect(told(text)).toEqual(columns);
  });

  const bad: readonly [text: string, wrong: string][] = [
    ['', 'empty 1:1'],
    [' \n\n ', 'empty 1:1'],
    ['u,v', 'numbers 1:1'],
    ['u,v\na,b\nc,d', 'numbers 1:1'],
    ['u,v\n1,"2', 'open 2:3'],
    ['u,v\n"1"2,3', 'after 2:4'],
    ['"a\nb",v\n1,"2"x', 'after 3:6'],
    ['"a\nb"c,v', 'after 2:3'],
    ['u,v\n1\n2\n3', 'cells 2:1'],
    [Array.from({ length: 17 }, (_, k) => k).join(), 'columns 1:1'],
  ];
  it.each(bad)('like %j says what is wrong, and where', (text, wrong) => {
    expect(told(text)).toEqual(wrong);
  });

  it('says of each row that is left out why, and where', () => {
    const table = read('u,v\n1,2\n1e999,3\n4\n5,\n6,seven\n7,8,9\n1,234.5\n8,9');
    if ('wrong' in table) throw new Error(table.wrong.kind);
    expect(table.columns).toEqual([
      [1, 1, 8],
      [2, 234.5, 9],
    ]);
    expect(table.skipped.map(({ kind, line, column, found }) => `${kind} ${line}:${column} ${found}`)).toEqual([
      'cell 3:1 1e999',
      'cells 4:1 1',
      'missing 5:3 ',
      'cell 6:3 seven',
      'cells 7:1 3',
    ]);
  });

  it('says what it has named anew and what it has left', () => {
    const table = read('id,x,the price\na,1,2\nb,3,4');
    if ('wrong' in table) throw new Error(table.wrong.kind);
    expect([table.names, table.renamed, table.left]).toEqual([
      ['x1', 'the_price'],
      [
        ['x', 'x1'],
        ['the price', 'the_price'],
      ],
      ['id'],
    ]);
  });

  it('of too many columns or letters is refused', () => {
    expect(told('\n'.repeat(3) + '1,'.repeat(17))).toBe('columns 4:1');
    expect(told('1'.repeat(limits.letters + 1))).toBe('large 1:1');
  });

  it('reads the largest at once', () => {
    const row = '1.25,2.5,3.75\n';
    const text = row.repeat(Math.floor(limits.letters / row.length));
    const before = process.cpuUsage();
    const table = read(text);
    expect('columns' in table && table.columns[0]?.length).toBe(text.length / row.length);
    // many times what it takes: the processor may be shared
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });
});
