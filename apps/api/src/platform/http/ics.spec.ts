import { expect, it } from 'vitest';
import { icsCalendar } from './ics.js';

const event = {
  uid: 'k1-activated@accord',
  at: Date.UTC(2026, 10, 23, 9, 5, 7) / 1000,
  summary: 'Key active; auth, ES256',
  description: 'first\nsecond \\ third',
  tentative: true,
};
const stamped = Date.UTC(2026, 10, 23) / 1000;
const calendar = (change: Partial<typeof event>) => icsCalendar('auth', [{ ...event, ...change }], stamped);

it('writes times in UTC and escapes text', () => {
  const lines = calendar({}).split('\r\n');
  expect(lines).toContain('DTSTART:20261123T090507Z');
  expect(lines).toContain('DTSTAMP:20261123T000000Z');
  expect(lines).toContain('SUMMARY:Key active\\; auth\\, ES256');
  expect(lines).toContain('DESCRIPTION:first\\nsecond \\\\ third');
  expect(lines).toContain('STATUS:TENTATIVE');
});

it('ends every line in CRLF, and holds no other line end', () => {
  const text = calendar({ description: 'a\r\nb\rc' });
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

it('folds at 75 octets, between characters, and unfolds to the same', () => {
  const description = 'schlüssel🔑'.repeat(30);
  const text = calendar({ description });
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${description}\r\n`);
});
