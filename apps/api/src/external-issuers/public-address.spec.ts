import { describe, expect, it } from 'vitest';
import { mayConnectTo } from './public-address.js';

const forbidden = [
  '10.0.0.1',
  '172.16.3.4',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '::',
  'fe80::1',
  'fc00::1',
  'ff02::1',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::7f00:1',
  '::a00:1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  'localhost',
  '',
];

describe('mayConnectTo', () => {
  it.each(forbidden)('refuses %s even where loopback is allowed', (address) => {
    expect(mayConnectTo(address, { allowLoopback: true })).toBe(false);
  });

  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])(
    'takes %s only where loopback is allowed',
    (address) => {
      expect(mayConnectTo(address, { allowLoopback: false })).toBe(false);
      expect(mayConnectTo(address, { allowLoopback: true })).toBe(true);
    },
  );

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])(
    'takes the public address %s',
    (address) => {
      expect(mayConnectTo(address, { allowLoopback: false })).toBe(true);
    },
  );
});
