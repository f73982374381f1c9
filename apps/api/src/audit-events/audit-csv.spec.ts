import { expect, it } from 'vitest';
import type { AuditEventView } from '@accord/contract/http';
import { CSV_HEADER, auditCsvLine } from './audit-csv.js';

const event = (reason: string | null, name = 'payments'): AuditEventView => ({
  number: 7,
  at: 1_795_440_000,
  actor: { kind: 'user', id: 'u1', name },
  action: 'service.created',
  object: { kind: 'service', id: 's1', name },
  service_id: null,
  environment_id: null,
  issuer_id: null,
  request_id: 'r1',
  reason,
  before: null,
  after: { name },
  effects: [],
  hash: 'aa',
  previous_hash: 'bb',
});

it('writes one line for each event, with as many cells as the header', () => {
  expect(auditCsvLine(event('why'))).toBe(
    '7,2026-11-23T13:20:00.000Z,user,u1,payments,service.created,,service,s1,payments,,,,r1,why,,' +
      '"{""name"":""payments""}",aa,bb\r\n',
  );
  expect(CSV_HEADER.split(',')).toHaveLength(19);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx'])('takes %j for no formula', (text) => {
  const quoted = /[\r\n]/.test(text) ? `,"'${text}",` : `,'${text},`;
  expect(auditCsvLine(event(text))).toContain(quoted);
  expect(auditCsvLine(event(null, text))).toContain(quoted);
});

it('quotes commas, quotes and line ends', () => {
  expect(auditCsvLine(event('a "b", c\nd'))).toContain(',"a ""b"", c\nd",');
});
