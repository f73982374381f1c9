import type { SearchHit } from '@accord/contract/http';
import { expect, it } from 'vitest';
import { placesFor } from './switcher-items';

const hits: readonly SearchHit[] = [
  { kind: 'service', name: 'pay', title: 'Payments', owner: 'Commerce' },
  { kind: 'service', name: 'pay-out', title: 'pay-out', owner: null },
  { kind: 'issuer', name: 'auth', issuer: 'https://auth.example.com' },
  { kind: 'key', kid: 'a/b', issuer: 'auth', state: 'active' },
];

it('shows every page before anything is typed', () => {
  const [pages, ...others] = placesFor('', []);
  expect(pages?.items.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Services', 'Rotation', 'Audit', 'Get started']),
  );
  expect(others).toEqual([]);
});

it('leads to what was found, and says what tells it apart', () => {
  expect(
    placesFor('no page', hits).flatMap(({ items }) =>
      items.map(({ href, label, detail }) => [label, detail, href]),
    ),
  ).toEqual([
    ['Payments', 'pay · Commerce', '/services/pay'],
    ['pay-out', null, '/services/pay-out'],
    ['auth', 'https://auth.example.com', '/rotation?issuer=auth'],
    ['a/b', 'auth · active', '/rotation?issuer=auth&kid=a%2Fb'],
  ]);
});

it('finds pages by a piece of their name, in any case', () => {
  expect(placesFor(' ROT ', []).map(({ items }) => items.map(({ href }) => href))).toEqual([['/rotation']]);
});

it('finds the sections of the settings, once something is typed', () => {
  expect(placesFor('', []).flatMap(({ items }) => items.map(({ detail }) => detail))).not.toContain(
    'Settings',
  );
  expect(placesFor('trust', []).flatMap(({ items }) => items)).toMatchObject([
    { href: '/settings/trust-keys', label: 'Trust keys', detail: 'Settings' },
  ]);
});
