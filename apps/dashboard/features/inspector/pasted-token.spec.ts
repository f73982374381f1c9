import { describe, expect, it } from 'vitest';
import { decodePasted, isSamePasted, readPasted } from './pasted-token';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a pasted token', () => {
  it.each(['a.b.c', ' a.b.c\n', 'Bearer a.b.c', 'Authorization: Bearer a.b.c', '"a.b.c"', 'DPoP a.b.c'])(
    '%j is the same token',
    (pasted) => expect(readPasted(pasted)).toEqual({ token: 'a.b.c' }),
  );

  it('is decoded, in UTF-8', () => {
    const decoded = decodePasted({ token: `${part({ alg: 'ES256' })}.${part({ name: 'Zoë' })}.sig` });
    expect(decoded?.header?.json).toEqual({ alg: 'ES256' });
    expect(decoded?.claims.json).toEqual({ name: 'Zoë' });
  });

  it('shows what is no JSON as text, and tells what is no JWT', () => {
    expect(decodePasted({ token: `%%.${part([1])}.x` })).toEqual({
      header: { json: null, text: '%%' },
      claims: { json: null, text: '[1]' },
    });
    expect(decodePasted({ token: 'opaque' })).toBeNull();
    expect(decodePasted({ token: 'a.b.c.d.e' })).toBeNull();
  });

  it('may be claims alone, kept to the letter so that a claim that stands twice is seen', () => {
    const claims = '{"sub": "a", "sub": "b"}';
    expect(readPasted(` ${claims}\n`)).toEqual({ claims });
    expect(decodePasted({ claims })).toEqual({ header: null, claims: { json: { sub: 'b' }, text: claims } });
    expect(decodePasted({ claims: '{ cut' })?.claims.json).toBeNull();
    expect(readPasted(' \n')).toBeNull();
  });

  it('is told from another one, and from none', () => {
    expect(isSamePasted({ token: 'a.b.c' }, readPasted('Bearer a.b.c'))).toBe(true);
    expect(isSamePasted({ token: 'a.b.c' }, readPasted('a.b.d'))).toBe(false);
    expect(isSamePasted({ claims: '{}' }, readPasted('{ }'))).toBe(false);
    expect(isSamePasted({ token: 'a.b.c' }, null)).toBe(false);
  });
});
