import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseJsonObject } from './json.js';

const DEPTH = 8;
const read = (text: string) => parseJsonObject(text, DEPTH);

/** Objects as JSON texts hold them: what `JSON.parse` gives. */
const objects = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);
const indents = fc.constantFrom(0, 1, 2, '\t');

function isDeepFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeepFrozen);
}

describe('JSON objects', () => {
  it('are read as JSON.parse reads them, and frozen at every level, however they are spaced', () => {
    fc.assert(
      fc.property(objects, indents, (value, indent) => {
        const result = read(JSON.stringify(value, null, indent));
        expect(result).toEqual({ ok: true, value });
        expect(result.ok && isDeepFrozen(result.value)).toBe(true);
      }),
    );
  });

  it('RFC 7515 §4: with any member written again, anywhere, they are refused', () => {
    fc.assert(
      fc.property(objects, fc.jsonValue(), indents, (value, again, indent) => {
        const names = Object.keys(value);
        fc.pre(names.length > 0);
        for (const name of names) {
          const text = JSON.stringify(value, null, indent);
          const member = `${JSON.stringify(name)}:${JSON.stringify(again)}`;
          expect(read(text.replace('{', () => `{${member},`))).toEqual({ ok: false, problem: 'duplicate' });
        }
      }),
    );
  });

  // What is saved elsewhere pays for the second member: the text is as long as that of its value alone.
  it.each([
    ['an exponent', '{"n":1e9,"a":1,"a":1 }'],
    ['an exponent of a thousand', '{"n":[1e3,1e3,1e3,1e3,1e3,1e3],"a":1,"a":1}'],
    ['an exponent with a fraction', '{"n":1.5e13,"a":1,"a":1   }'],
    ['a small number', '{"n":5e-9,"a":1,"a":1}'],
    ['a large number', '{"n":1e21,"m":1e20,"a":1,"a":1             }'],
  ])('are not mistaken for shorter ones: %s', (_what, text) => {
    expect(read(text)).toEqual({ ok: false, problem: 'duplicate' });
  });

  it.each([
    ['zero', '{"n":0}'],
    ['minus zero', '{"n":-0}'],
    ['numbers in other spellings', '{"n":1e3,"m":1.0,"o":-1.5E+2}'],
    ['escapes', String.raw`{"iss":"https:\/\/a.example","\u0062":"\ud83d\ude00"}`],
    ['beyond the first plane', '{"😀":"😀"}'],
    ['empty ones', '{"a":{},"b":[],"":""}'],
    ['constants', '{"a":true,"b":false,"c":null}'],
  ])('are read in every spelling: %s', (_what, text) => {
    const result = read(text);
    expect(result).toEqual({ ok: true, value: JSON.parse(text) as unknown });
    expect(result.ok && isDeepFrozen(result.value)).toBe(true);
  });

  it('are refused as too deep before anything else', () => {
    const nested = (depth: number, inner: string) => `${'{"a":'.repeat(depth)}${inner}${'}'.repeat(depth)}`;
    expect(read(nested(DEPTH, '1')).ok).toBe(true);
    for (const inner of ['1', 'nonsense', '1,"a":1']) {
      expect(read(nested(DEPTH + 1, inner))).toEqual({ ok: false, problem: 'too_deep' });
    }
    expect(read('[[[[[[[[[')).toEqual({ ok: false, problem: 'too_deep' });
    // The second member hides the first, which was too deep.
    expect(read(`{"b":${nested(DEPTH, '1')},"b":1}`)).toEqual({ ok: false, problem: 'too_deep' });
  });

  it('cost no more where brackets never close: no text is parsed that is long and too deep', () => {
    const parse = vi.spyOn(JSON, 'parse');
    const problem = read(`${'['.repeat(49_000)}}`);
    const calls = parse.mock.calls.length;
    vi.restoreAllMocks();
    expect([problem, calls]).toEqual([{ ok: false, problem: 'too_deep' }, 0]);
  });

  it('are read alike when they are long', () => {
    const long = 'x'.repeat(10_000);
    expect(read(`{"a":"${'['.repeat(10_000)}"}`).ok).toBe(true);
    expect(read(`{"a":"${long}","a":1}`)).toEqual({ ok: false, problem: 'duplicate' });
    expect(read(`{"a":"${long}"}}`)).toEqual({ ok: false, problem: 'invalid' });
  });

  it('are read aright where somebody has spoilt the prototype of all objects', () => {
    const spoilt = { value: 'y', enumerable: true, configurable: true, writable: true };
    Object.defineProperty(Object.prototype, 'x', spoilt);
    try {
      expect(read('{"a":1}').ok).toBe(true);
      // As much longer as the inherited member would be.
      expect(read('{"a":1,"a":1  }')).toEqual({ ok: false, problem: 'duplicate' });
    } finally {
      delete (Object.prototype as Record<string, unknown>)['x'];
    }
  });
});
