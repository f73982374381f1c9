import { expect, it } from 'vitest';
import { z } from 'zod';
import { plainSentence } from './plain-sentence.js';

it.each([
  [z.string(), undefined, 'send a value of type string'],
  [z.coerce.number(), undefined, 'send a value of type number'],
  [z.record(z.string(), z.unknown()), null, 'must be of type object, not null'],
  [z.string(), [1], 'must be of type string, not array'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().min(12), 'short', 'must have at least 12 characters'],
  [z.string().max(2), 'long', 'must have at most 2 characters'],
  [z.array(z.int()).max(1), [1, 2], 'must have at most 1 entry'],
  [z.int().min(10), 9, 'must be at least 10'],
  [z.int().max(10), 11, 'must be at most 10'],
  [z.enum(['a', 'b']), 'c', 'must be one of: a, b'],
  [z.literal('a'), 'c', 'must be a'],
  [z.email(), 'x', 'must be an e-mail address'],
  [z.uuid(), 'x', 'must be a UUID'],
  [z.union([z.int(), z.null()]), 'x', 'has none of the forms that are taken here'],
  [z.string().min(1, 'its own sentence'), '', 'its own sentence'],
])('%#: a plain sentence', (schema, value, sentence) => {
  const parsed = schema.safeParse(value, { error: plainSentence });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual([sentence]);
});
