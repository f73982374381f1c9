import { expect, it } from 'vitest';
import { networkOf } from './network-of.js';

it('is the address of IPv4, however it is written, and the /64 of IPv6', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('2001:db8:1:2::a')).toBe(networkOf('2001:db8:1:2:3:4:5:6'));
  expect(networkOf('2001:db8:1:2::a')).not.toBe(networkOf('2001:db8:1:3::a'));
  expect(networkOf('unknown')).toBe('unknown');
});
