import { expect, it } from 'vitest';
import { safeReturnPath } from './safe-return-path';

it.each([
  ['/failures?window=24h&service=a%2Fb#x', '/failures?window=24h&service=a%2Fb#x'],
  ['/services/payments', '/services/payments'],
])('goes back to %s', (value, path) => {
  expect(safeReturnPath(value)).toBe(path);
});

it.each([
  null,
  '',
  'services',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  '/login?next=/login',
])('never leads elsewhere: %j', (value) => {
  expect(safeReturnPath(value)).toBe('/');
});
