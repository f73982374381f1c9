import { describe, expect, it } from 'vitest';
import { Line, Prose } from './text.js';

describe.each([
  ['a line', Line(20)],
  ['prose', Prose(20)],
])('%s', (_what, schema) => {
  it('is trimmed before it is measured', () => {
    expect(schema.parse('  Payments \n')).toBe('Payments');
    expect(schema.safeParse(` ${'x'.repeat(20)} `).success).toBe(true);
    expect(schema.safeParse('x'.repeat(21)).success).toBe(false);
  });

  it.each(['', '   ', '\n\t', '\u00a0\u3000'])('is never blank: %j', (text) => {
    expect(schema.safeParse(text).success).toBe(false);
  });

  it.each(['a\u0007b', 'a\u001b[31mb', 'a\u0085b', 'a\u202eb', 'a\u2066b'])(
    'holds nothing that changes how the rest is shown: %j',
    (text) => {
      expect(schema.safeParse(text).error?.issues).toMatchObject([{ params: { code: 'text_invalid' } }]);
    },
  );

  it('takes every script, and marks that words need', () => {
    for (const text of ['שלום\u200f', 'Zahlung €', '👩\u200d💻', '支払い'])
      expect(schema.parse(text)).toBe(text);
  });
});

it('lets prose have lines, and a line none', () => {
  for (const text of ['a\nb', 'a\r\nb', 'a\tb']) {
    expect(Prose(20).parse(text)).toBe(text);
    expect(Line(20).safeParse(text).success).toBe(false);
  }
  expect(Line(20).safeParse('a\u2028b').success).toBe(false);
});
