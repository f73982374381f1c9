import jsonc from 'jsonc-parser';
import { Problem } from '../errors/problem.js';

/** Deeper than any contract is; what walks through a body by recursion then never comes near the end of its stack. */
export const DEEPEST_LEVEL = 64;

/** Thrown out of the walk: after the first fault nothing is read any more. */
class Fault extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Why a text is not JSON that every reader takes alike: malformed, nested too deep, or with a member twice. */
export function faultOfJson(text: string): Problem | undefined {
  try {
    walk(text.replace(/^\uFEFF/, ''));
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    throw error;
  }
}

function walk(text: string): void {
  // The names that each open object has so far; a list has none.
  const open: Set<string>[] = [];
  const enter = () => {
    open.push(new Set());
    if (open.length > DEEPEST_LEVEL) throw new Fault(tooDeep());
  };
  const leave = () => {
    open.pop();
  };
  jsonc.visit(
    text,
    {
      onObjectBegin: enter,
      onArrayBegin: enter,
      onObjectEnd: leave,
      onArrayEnd: leave,
      onObjectProperty: (name, _offset, _length, line, column, path) => {
        const names = open.at(-1);
        if (names?.has(name)) throw new Fault(twice([...path(), name], placeOf(line, column)));
        names?.add(name);
      },
      onError: (code, _offset, _length, line, column) => {
        throw new Fault(malformed(jsonc.printParseErrorCode(code), placeOf(line, column)));
      },
    },
    { disallowComments: true },
  );
}

function placeOf(line: number, column: number): string {
  return `line ${line + 1}, column ${column + 1}`;
}

function tooDeep(): Problem {
  return new Problem({
    status: 400,
    code: 'json_too_deep',
    detail: `The body nests objects and lists more than ${DEEPEST_LEVEL} deep. Send it flatter.`,
  });
}

function twice(path: (string | number)[], place: string): Problem {
  const message = `stands twice in its object, the second time at ${place}; keep one of the two`;
  return new Problem({
    status: 400,
    code: 'duplicate_member',
    detail: `The member ${JSON.stringify(path.at(-1))} ${message}.`,
    errors: [{ in: 'body', path, code: 'duplicate_member', message }],
  });
}

/** `what` is the parser's name of the fault: `ValueExpected`. */
function malformed(what: string, place: string): Problem {
  const words = what.replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
  return new Problem({
    status: 400,
    code: 'malformed_request',
    detail: `The body is no JSON: ${words} at ${place}. Send well-formed JSON.`,
  });
}
