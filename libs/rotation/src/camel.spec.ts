import { RotationSettings, SigningKey } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { toCamel, toSnake } from './camel.js';
import { active, contextAt } from './rotation-context.fixture.js';

describe('toSnake and toCamel', () => {
  it('carry a key to the wire and back', () => {
    const held = { ...active, hold: { reason: 'audit', owner: 'ada', expiresAt: 9 } };
    const wire = SigningKey.parse(toSnake(held));
    expect(wire).toMatchObject({ published_at: 0, max_token_lifetime_seconds: 600, hold: { expires_at: 9 } });
    expect(toCamel(wire)).toEqual(held);
  });

  it('carry settings to the wire and back', () => {
    const { settings } = contextAt(0, []);
    const frozen = { ...settings, freezes: [{ from: 1, until: 2, reason: 'holidays' }] };
    expect(toCamel(RotationSettings.parse(toSnake(frozen)))).toEqual(frozen);
  });
});
