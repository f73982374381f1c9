import { KeyState } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { deniedKids, jwksKeys } from './jwks-keys.js';

const inEveryState = KeyState.options.map((state) => ({ kid: state, state, publishedAt: 5 }));

describe('jwksKeys', () => {
  it('holds published, active and deactivated keys and nothing else', () => {
    expect(jwksKeys(inEveryState).map(({ kid }) => kid)).toEqual(['active', 'deactivated', 'published']);
  });

  it('lists the oldest first', () => {
    const newer = { kid: 'a-newer-one', state: 'active', publishedAt: 9 } as const;
    expect(jwksKeys([newer, ...inEveryState]).at(-1)?.kid).toBe('a-newer-one');
  });
});

describe('deniedKids', () => {
  it('are those of compromised keys', () => {
    expect(deniedKids(inEveryState)).toEqual(['compromised']);
  });
});
