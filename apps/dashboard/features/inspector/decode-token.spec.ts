import { describe, expect, it } from 'vitest';
import { cleanToken, decodeToken } from './decode-token';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a pasted token', () => {
  it.each(['a.b.c', ' a.b.c\n', 'Bearer a.b.c', 'Authorization: Bearer a.b.c', '"a.b.c"', 'DPoP a.b.c'])(
    '%j is the same token',
    (pasted) => expect(cleanToken(pasted)).toBe('a.b.c'),
  );

  it('is decoded, in UTF-8', () => {
    const decoded = decodeToken(`${part({ alg: 'ES256' })}.${part({ name: 'Zoë' })}.sig`);
    expect(decoded?.header.json).toEqual({ alg: 'ES256' });
    expect(decoded?.claims.json).toEqual({ name: 'Zoë' });
  });

  it('shows what is no JSON as text, and tells what is no JWT', () => {
    expect(decodeToken(`%%.${part([1])}.x`)).toEqual({
      header: { json: null, text: '%%' },
      claims: { json: null, text: '[1]' },
    });
    expect(decodeToken('opaque')).toBeNull();
    expect(decodeToken('a.b.c.d.e')).toBeNull();
  });
});
