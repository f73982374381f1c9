import { describe, expect, it } from 'vitest';
import { changeWords, changesOf, kindOf } from './change-words';

const change = (change_number: number, action: string) => ({
  at: change_number,
  change_number,
  action,
  label: 'x',
});

describe('the changes of a window', () => {
  it('are newest first, revocations after all others', () => {
    const markers = [
      change(1, 'contract.published'),
      change(2, 'revocation.created'),
      change(3, 'key.created'),
      change(4, 'issuer.cut_off'),
      change(5, 'revocation.lifted'),
      change(6, 'key.activated'),
    ];
    expect(changesOf({ markers }).map(changeWords)).toEqual([
      'Key activated: x',
      'Issuer cut off: x',
      'Contract published: x',
      'Revocation lifted: x',
      'Revocation added: x',
    ]);
  });

  it.each([
    ['contract.published', 'publish'],
    ['key.removed', 'rotation'],
    ['issuer.cut_off', 'revocation'],
    ['revocation.lifted', 'revocation'],
  ])('%s is drawn as a %s', (action, kind) => {
    expect(kindOf(change(1, action))).toBe(kind);
  });
});
