import type { z } from 'zod';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** zod's names for what JSON calls otherwise. */
const TYPES: Readonly<Record<string, string>> = { record: 'object', int: 'number', nan: 'number' };

const FORMATS: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  uuid: 'must be a UUID',
  url: 'must be a URL',
  date: 'must be a day, such as 2026-11-23',
};

/** What zod says of a wrong value, said to people; a schema's own sentence comes before it. Undefined: as zod has it. */
export function plainSentence(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return ofType(TYPES[issue.expected] ?? issue.expected, issue.expected, issue.input);
    case 'invalid_value': {
      const values = issue.values.map(String);
      return values.length === 1 ? `must be ${values.join('')}` : `must be one of: ${values.join(', ')}`;
    }
    case 'too_small':
      if (issue.minimum === 1 && SIZED.has(issue.origin)) return 'must not be empty';
      return `must ${bound('at least', issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${bound('at most', issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return FORMATS[issue.format];
    case 'invalid_union':
      return 'has none of the forms that are taken here';
    default:
      return undefined;
  }
}

function ofType(type: string, expected: string, input: unknown): string {
  if (input === undefined || Number.isNaN(input)) return `send a value of type ${type}`;
  if (expected === 'int' && typeof input === 'number') return 'must be a whole number';
  const given = input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input;
  return `must be of type ${type}, not ${given}`;
}

const SIZED: ReadonlySet<string> = new Set(['string', 'array']);

function bound(words: string, limit: number | bigint, origin: string): string {
  if (!SIZED.has(origin)) return `be ${words} ${limit}`;
  const [one, many] = origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  return `have ${words} ${limit} ${Number(limit) === 1 ? one : many}`;
}
