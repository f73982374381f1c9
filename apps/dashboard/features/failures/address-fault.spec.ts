import { describe, expect, it } from 'vitest';
import { addressFault } from './address-fault';

const faultOf = (query: string) => addressFault(new URLSearchParams(query));

describe('an address', () => {
  it.each([
    '',
    'reason=wrong_aud&trust=verified&mode=shadow&accepted=true',
    'service=orders&contract_version=3&compare=1795430000',
    'from=1795430000&to=1795433600',
  ])('that says “%s” can be shown', (query) => {
    expect(faultOf(query)).toBeNull();
  });

  it.each(['reason', 'group', 'trust', 'mode', 'window', 'group_by', 'from', 'contract_version'])(
    'with an unknown %s says so',
    (name) => {
      expect(faultOf(`service=orders&${name}=bogus`)?.title).toContain(`“${name}”`);
    },
  );

  it.each(['from=5&to=1', 'from=5&to=5', 'from=5', 'to=1'])('whose range is “%s” says so', (query) => {
    expect(faultOf(query)?.title).toContain('does not end after it begins');
  });
});
