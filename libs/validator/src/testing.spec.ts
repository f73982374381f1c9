import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Algorithm, type ValidationContractInput } from '@accord/contract';
import { expect, it } from 'vitest';
import { ManualTimers } from './client/test-support/manual-timers.js';
import { createValidator } from './client/create-validator.js';
import { makeTestBundle, makeTestBundleKey, makeTestIssuer, makeTestValidator } from './testing.js';

const AUDIENCE = 'https://api.example.com';
const contractOf = (issuer: string, alg: Algorithm = 'ES256'): ValidationContractInput => ({
  schema: 1,
  issuers: [{ issuer, algorithms: [alg] }],
  audiences: [AUDIENCE],
  token_type: { typ: ['at+jwt'] },
});
const outcome = (verdict: { ok: true } | { ok: false; reason: string }) =>
  verdict.ok ? 'accepted' : verdict.reason;

it.each(Algorithm.options)('signs tokens with %s that its validator accepts', (alg) => {
  const issuer = makeTestIssuer({ alg, claims: { aud: AUDIENCE } });
  const validator = makeTestValidator({ contract: contractOf(issuer.issuer, alg), issuers: [issuer] });
  expect(outcome(validator.verify(issuer.token({})))).toBe('accepted');
  expect(outcome(validator.verify(issuer.token({ aud: 'https://other.example.com' })))).toBe('wrong_aud');
  expect(outcome(validator.verify(makeTestIssuer({ alg }).token({ aud: AUDIENCE })))).toBe('bad_signature');
  expect(validator.status().requests).toBe(3);
});

it('leaves out what is undefined, and follows the clock of the test', () => {
  let now = 1_795_440_000;
  const clock = () => now;
  const issuer = makeTestIssuer({ clock, claims: { aud: AUDIENCE } });
  const contract = contractOf(issuer.issuer);
  const validator = makeTestValidator({
    contract: { ...contract, claims: { required: ['sub'] } },
    issuers: [issuer],
    clock,
  });
  const token = issuer.token({});
  expect(outcome(validator.verify(token))).toBe('accepted');
  expect(outcome(validator.verify(issuer.token({ sub: undefined })))).toBe('claim_missing');
  expect(outcome(validator.verify(issuer.token({}, { typ: 'JWT' })))).toBe('wrong_typ');
  now += 305;
  expect(outcome(validator.verify(token))).toBe('token_expired');
});

it('brings two keys of one issuer', () => {
  const [first, second] = [makeTestIssuer({ kid: 'a' }), makeTestIssuer({ kid: 'b' })];
  const validator = makeTestValidator({ contract: contractOf(first.issuer), issuers: [first, second] });
  for (const issuer of [first, second])
    expect(outcome(validator.verify(issuer.token({ aud: AUDIENCE })))).toBe('accepted');
});

it('signs bundles that a validator starts from', async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'accord-testing-'));
  const issuer = makeTestIssuer();
  const key = makeTestBundleKey();
  const bundle = makeTestBundle({ contract: contractOf(issuer.issuer), issuers: [issuer], version: 7 });
  const validator = createValidator({
    url: 'http://127.0.0.1:1',
    credential: 'none',
    trustKeys: [key.trustKey],
    cacheDir,
    bootstrapBundle: key.sign(bundle),
    timers: new ManualTimers(),
    fetch: () => Promise.reject(new Error('no control plane here')),
  });
  expect(validator.version).toBe(7);
  expect(outcome(validator.verify(issuer.token({ aud: AUDIENCE })))).toBe('accepted');
  await validator.close();
  await rm(cacheDir, { recursive: true });
});
