import { diffArrays } from 'diff';

export type LineMark = 'same' | 'removed' | 'added';

/** Lines of two texts that belong together. */
export interface LineBlock {
  mark: LineMark;
  lines: readonly string[];
  /** Of unchanged lines: how many in the middle are folded away. */
  folded: number;
}

const CONTEXT = 3;

/** A comma comes and goes with the line below; it is no change of this one. */
const withoutComma = (line: string) => line.replace(/,$/, '');

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

/** What leads from one text to another, line by line; long unchanged stretches are to be folded. */
export function lineBlocks(from: string, to: string): readonly LineBlock[] {
  const parts = diffArrays(linesOf(from), linesOf(to), {
    comparator: (left, right) => withoutComma(left) === withoutComma(right),
  });
  return parts.map(({ added, removed, value: lines }) => {
    if (added) return { mark: 'added', lines, folded: 0 };
    if (removed) return { mark: 'removed', lines, folded: 0 };
    const hidden = lines.length - 2 * CONTEXT;
    return { mark: 'same', lines, folded: hidden > 1 ? hidden : 0 };
  });
}

/** The lines of an unchanged block around what is folded. */
export function aroundFold({ lines, folded }: LineBlock) {
  const start = Math.floor((lines.length - folded) / 2);
  return {
    before: lines.slice(0, start),
    hidden: lines.slice(start, start + folded),
    after: lines.slice(start + folded),
  };
}
