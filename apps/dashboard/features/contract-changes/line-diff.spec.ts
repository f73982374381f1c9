import { expect, it } from 'vitest';
import { aroundFold, lineBlocks } from './line-diff';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

it('marks what was taken out and put in', () => {
  expect(lineBlocks('a\nb\nc', 'a\nB\nc').map(({ mark, lines }) => [mark, ...lines])).toEqual([
    ['same', 'a'],
    ['removed', 'b'],
    ['added', 'B'],
    ['same', 'c'],
  ]);
});

it('takes a comma at the end for no change', () => {
  const [from, to] = [JSON.stringify(['a'], null, 1), JSON.stringify(['a', 'b'], null, 1)];
  expect(lineBlocks(from, to).filter(({ mark }) => mark !== 'same')).toEqual([
    { mark: 'added', lines: [' "b"'], folded: 0 },
  ]);
});

it('folds long unchanged stretches, and loses no line', () => {
  const same = numbers(20);
  const [block] = lineBlocks([...same, 'old'].join('\n'), [...same, 'new'].join('\n'));
  expect(block?.folded).toBe(14);
  const { before, hidden, after } = aroundFold(block!);
  expect([before.length, after.length]).toEqual([3, 3]);
  expect([...before, ...hidden, ...after]).toEqual(same);
});

it('folds nothing that is as short as the line saying so', () => {
  const same = numbers(7);
  expect(lineBlocks(same.join('\n'), same.join('\n'))[0]?.folded).toBe(0);
});

it('has no line for what is not there', () => {
  expect(lineBlocks('', 'a\nb')).toEqual([{ mark: 'added', lines: ['a', 'b'], folded: 0 }]);
});
