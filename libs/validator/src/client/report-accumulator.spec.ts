import { Report, REPORT_MAX_ROWS, type ReportRow } from '@accord/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ReportAccumulator, type VerdictLabels } from './report-accumulator.js';
import { foldNotes, foldRows, requestsInReport, requestsInRows, splitContent } from './report-rows.js';

const labels: VerdictLabels = {
  mode: 'enforced',
  outcome: 'accepted',
  issuer: 'https://auth.example.com',
  kid: 'key-1',
  alg: 'ES256',
  contract_version: 7,
};
const anyLabels = fc.record<VerdictLabels>({
  mode: fc.constantFrom('enforced', 'report_only', 'shadow'),
  outcome: fc.constantFrom('accepted', 'wrong_aud', 'token_expired', 'bad_signature', 'contract_missing'),
  issuer: fc.constantFrom('https://a.example.com', 'https://b.example.com', 'unknown'),
  kid: fc.nat(30).map((number) => `key-${number}`),
  alg: fc.constantFrom('ES256', 'RS256', 'EdDSA', 'unknown'),
  contract_version: fc.nat(3),
});

it('adds equal verdicts up, also when others come between', () => {
  const accumulator = new ReportAccumulator(100);
  for (const outcome of ['accepted', 'accepted', 'wrong_aud', 'accepted'] as const) {
    accumulator.count({ ...labels, outcome });
  }
  expect(accumulator.drain(160)).toEqual({
    window: { start: 100, end: 160 },
    rows: [
      { ...labels, count: 3 },
      { ...labels, outcome: 'wrong_aud', count: 1 },
    ],
    notes: [],
    dropped: 0,
  });
  expect(accumulator.drain(220)).toEqual({
    window: { start: 160, end: 220 },
    rows: [],
    notes: [],
    dropped: 0,
  });
});

it('never gives a window that ends before it starts', () => {
  const accumulator = new ReportAccumulator(100);
  expect(accumulator.drain(40).window).toEqual({ start: 100, end: 100 });
});

it('adds notes up by kind and value', () => {
  const accumulator = new ReportAccumulator(0);
  accumulator.note('forbidden_claim', 'email');
  accumulator.note('route_unmatched');
  accumulator.note('forbidden_claim', 'email');
  expect(accumulator.drain(1).notes).toEqual([
    { note: 'forbidden_claim', value: 'email', count: 2 },
    { note: 'route_unmatched', count: 1 },
  ]);
});

it('folds kid, then issuer, then alg, and keeps every outcome apart', () => {
  const rows: ReportRow[] = [];
  for (let index = 0; index < 150; index++) {
    rows.push({ ...labels, kid: `key-${index}`, count: 1 });
    rows.push({ ...labels, kid: `key-${index}`, outcome: 'wrong_aud', count: 2 });
  }
  expect(foldRows(rows).rows).toEqual([
    { ...labels, kid: 'other', count: 150 },
    { ...labels, kid: 'other', outcome: 'wrong_aud', count: 300 },
  ]);
  const issuers = Array.from({ length: 201 }, (_, index) => ({
    ...labels,
    issuer: `https://i${index}`,
    count: 1,
  }));
  expect(foldRows(issuers).rows).toEqual([{ ...labels, kid: 'other', issuer: 'other', count: 201 }]);
  const algorithms = Array.from({ length: 201 }, (_, index) => ({
    ...labels,
    alg: `alg-${index}`,
    count: 1,
  }));
  expect(foldRows(algorithms).rows).toEqual([
    { ...labels, kid: 'other', issuer: 'other', alg: 'other', count: 201 },
  ]);
});

it('counts as dropped what no folding can keep apart', () => {
  const versions = Array.from({ length: 203 }, (_, index) => ({
    ...labels,
    contract_version: index,
    count: index + 1,
  }));
  const folded = foldRows(versions);
  expect(folded.rows).toHaveLength(REPORT_MAX_ROWS);
  expect(folded.dropped).toBe(1 + 2 + 3);
});

it('folds notes without losing a count', () => {
  const notes = Array.from({ length: 300 }, (_, index) => ({
    note: index % 2 ? ('forbidden_claim' as const) : ('route_unmatched' as const),
    value: `v${index}`,
    count: 300 - index,
  }));
  const folded = foldNotes(notes);
  expect(folded).toHaveLength(REPORT_MAX_ROWS);
  const sum = (list: { count: number }[]) => list.reduce((total, { count }) => total + count, 0);
  expect(sum(folded)).toBe(sum(notes));
});

it('conserves requests, fits the schema and splits without loss, whatever is counted', () => {
  fc.assert(
    fc.property(fc.array(anyLabels, { maxLength: 900 }), fc.nat(50), (verdicts, dropped) => {
      const accumulator = new ReportAccumulator(0);
      for (const verdict of verdicts) accumulator.count(verdict);
      accumulator.drop(dropped);
      const content = accumulator.drain(60);
      const seen = verdicts.filter(({ mode }) => mode !== 'shadow').length + dropped;
      expect(requestsInReport(content)).toBe(seen);
      const head = { instance: '0d0ec9d8-9d1f-4b2b-a4d8-0a0a0a0a0a0a', sequence: 0, applied: null };
      expect(Report.safeParse({ ...head, ...content }).success).toBe(true);
      const [first, second] = splitContent(content);
      expect(requestsInReport(first) + requestsInReport(second)).toBe(seen);
      expect(requestsInRows([...first.rows, ...second.rows])).toBe(requestsInRows(content.rows));
    }),
    { numRuns: 60 },
  );
});
