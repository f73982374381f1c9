import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ContractDiff,
  ContractVersionPage,
  ContractVersionView,
  ServiceView,
} from '@accord/contract/http';
import { withDescribedAnswers } from '../platform/testing/described-answers.js';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { logLength, loggedEvents } from '../services/testing/logged-events.js';
import { ContractDesk, ISSUER, contractWith, registerIssuer } from './testing/contract-fixtures.js';

interface Refusal {
  code: string;
  findings: { code: string; severity: string }[];
}

let app: TestApp;

beforeAll(async () => {
  app = await withDescribedAnswers(await startTestApp({ imports: [RoleTokensModule] }));
  await registerIssuer(app, 'main', ISSUER);
});

afterAll(async () => {
  await app.close();
});

const desk = (service: string) => new ContractDesk(app, service).open();

describe('publishing', () => {
  it('brings the draft into force, with defaults filled in, as an event whose number the version keeps', async () => {
    const payments = await desk('payments');
    const { status, body } = await payments.publish(contractWith());
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 1, reason: 'because', rollback_of: null });
    expect(body.hash).toMatch(/^sha256:/);
    expect(body.contract.time.clock_tolerance_seconds).toBe(5);
    const [event] = await loggedEvents(app, 'contract.published');
    expect(event).toMatchObject({
      number: body.change_number,
      at: body.published_at,
      reason: 'because',
      object: { kind: 'contract', name: 'payments/production' },
      before: null,
      after: { version: 1, hash: body.hash, contract: body.contract },
    });
    expect(event?.service_id).not.toBeNull();
    expect(event?.environment_id).not.toBeNull();
    expect((await payments.draft()).status).toBe(404);
  });

  it('shows up in the list of services', async () => {
    const { body } = await app.request<ServiceView>('GET', '/v1/services/payments');
    expect(body.environments[0]).toMatchObject({
      published: { version: 1, reason: 'because', enforcement: 'enforce' },
      has_draft: false,
    });
  });

  it('says in the log what changed', async () => {
    await new ContractDesk(app, 'payments').publish(contractWith({ audiences: ['other'] }));
    const [event] = (await loggedEvents(app, 'contract.published')).slice(-1);
    expect(event).toMatchObject({ before: { version: 1 }, after: { version: 2 } });
    const { changes } = event?.after as { changes: unknown[] };
    expect(changes.length).toBeGreaterThan(0);
  });

  it('answers a repeated request with the same version', async () => {
    const repeated = await desk('repeated');
    const { body } = await repeated.save(contractWith(), null);
    const first = await repeated.publishDraft(body.etag, { 'idempotency-key': 'publish-1' });
    const again = await repeated.publishDraft(body.etag, { 'idempotency-key': 'publish-1' });
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('refuses what the lint calls dangerous, and changes nothing', async () => {
    const dangerous = await desk('dangerous');
    const { body: draft } = await dangerous.save({ ...contractWith(), audiences: [] }, null);
    const length = await logLength(app);
    const { status, body } = await dangerous.publishDraft<Refusal>(draft.etag);
    expect([status, body.code]).toEqual([422, 'contract_refused']);
    expect(body.findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(await logLength(app)).toBe(length);
    expect((await dangerous.draft()).body.etag).toBe(draft.etag);
  });

  it('refuses what is looser than the baseline', async () => {
    const long = contractWith({ time: { max_lifetime_seconds: 86_400 } });
    const { status, body } = await (await desk('loose')).publish<Refusal>(long);
    expect([status, body.code]).toEqual([422, 'contract_refused']);
  });

  it('refuses an issuer that is archived', async () => {
    await registerIssuer(app, 'gone', 'https://gone.example');
    await app.dataSource.query(`UPDATE issuers SET archived_at = 1 WHERE name = 'gone'`);
    const lost = await desk('lost');
    const issuers = [{ issuer: 'https://gone.example', algorithms: ['ES256' as const] }];
    const { status, body } = await lost.publish<Refusal>(contractWith({ issuers }));
    expect(status).toBe(422);
    expect(body.findings.map(({ code }) => code)).toContain('issuer_archived');
  });

  it('refuses an ETag that is not the draft as it is', async () => {
    const stale = await desk('stale');
    const { body: seen } = await stale.save(contractWith(), null);
    const { body: now } = await stale.save(contractWith({ audiences: ['changed'] }), seen.etag);
    const { status, body } = await stale.publishDraft<{ code: string }>(seen.etag);
    expect([status, body.code]).toEqual([412, 'edit_conflict']);
    expect((await stale.publishDraft(now.etag)).status).toBe(201);
  });

  it('refuses without a draft', async () => {
    const { status, body } = await (await desk('empty')).publishDraft<{ code: string }>('x-0');
    expect([status, body.code]).toEqual([409, 'no_draft']);
  });

  it('refuses what is in force already, names that version, and ends the draft, which says nothing else', async () => {
    const same = await desk('same');
    const { body: live } = await same.publish(contractWith());
    const { body: draft } = await same.save(contractWith({ time: { clock_tolerance_seconds: 5 } }), null);
    const length = await logLength(app);
    const { status, body } = await same.publishDraft<{ code: string; in_force: object }>(draft.etag);
    expect([status, body.code]).toEqual([409, 'nothing_to_publish']);
    const { contract: _contract, ...inForce } = live;
    expect(body.in_force).toEqual(inForce);
    expect((await same.draft()).status).toBe(404);
    const [event] = (await loggedEvents(app, 'contract_draft.discarded')).slice(-1);
    expect(event).toMatchObject({
      number: length + 1,
      object: { name: 'same/production' },
      reason: 'means the same as version 1, which is in force',
    });
    expect(await versionsOf(same)).toEqual([1]);
  });

  it('does not end a draft that changed since it was looked at, though it says what is in force', async () => {
    const moved = await desk('moved');
    await moved.publish(contractWith());
    const { body: seen } = await moved.save(contractWith({ audiences: ['two'] }), null);
    await moved.save(contractWith(), seen.etag);
    expect((await moved.publishDraft(seen.etag)).status).toBe(412);
    expect((await moved.draft()).status).toBe(200);
  });

  it('lets exactly one of several win who publish the same draft at once', async () => {
    const raced = await desk('raced');
    const { body } = await raced.save(contractWith(), null);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => raced.publishDraft<{ code: string }>(body.etag)),
    );
    const lost = answers.filter(({ status }) => status !== 201);
    expect(lost.map(({ status, body: { code } }) => [status, code])).toEqual(
      Array.from({ length: 4 }, () => [409, 'no_draft']),
    );
    expect(await versionsOf(raced)).toEqual([1]);
  });

  it('keeps publish and rollback apart when they meet', async () => {
    const met = await desk('met');
    await met.publish(contractWith());
    await met.publish(contractWith({ audiences: ['two'] }));
    const { body } = await met.save(contractWith({ audiences: ['three'] }), null);
    const [publish, rollback] = await Promise.all([met.publishDraft(body.etag), met.rollback(1)]);
    expect(rollback.status).toBe(201);
    expect([201, 412]).toContain(publish.status);
    const versions = await versionsOf(met);
    expect(versions).toEqual(publish.status === 201 ? [4, 3, 2, 1] : [3, 2, 1]);
  });

  it('takes nothing for an archived service', async () => {
    const archived = await desk('archived');
    await archived.publish(contractWith());
    await archived.publish(contractWith({ audiences: ['two'] }));
    const { body } = await archived.save(contractWith({ audiences: ['three'] }), null);
    await app.request('DELETE', '/v1/services/archived');
    for (const refused of [
      await archived.publishDraft<Refusal>(body.etag),
      await archived.rollback<Refusal>(1),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'service_archived']);
    }
  });

  it.each([
    ['viewer', 403],
    ['auditor', 403],
    ['editor', 403],
    ['approver', 201],
  ] as const)('answers the %s who publishes with %i', async (role, expected) => {
    const own = await desk(`of-${role}`);
    const { body } = await own.save(contractWith(), null);
    const { status } = await app.request('POST', `${own.path}/publish`, {
      token: tokenOf(role),
      body: { reason: 'mine', draft_etag: body.etag },
    });
    expect(status).toBe(expected);
  });
});

describe('rolling back', () => {
  it('publishes the old content as a new version and leaves the draft alone', async () => {
    const back = await desk('back');
    const { body: first } = await back.publish(contractWith());
    await back.publish(contractWith({ audiences: ['two'] }));
    const { body: draft } = await back.save(contractWith({ audiences: ['three'] }), null);
    const { status, body } = await back.rollback(1);
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 3, rollback_of: 1, hash: first.hash, contract: first.contract });
    expect(body.change_number).toBeGreaterThan(first.change_number);
    expect((await back.draft()).body.contract).toEqual(draft.contract);
  });

  it('refuses to the version in force, and to one that never was', async () => {
    const back = new ContractDesk(app, 'back');
    const same = await back.rollback<Refusal>(3);
    expect([same.status, same.body.code]).toEqual([409, 'nothing_to_publish']);
    expect((await back.rollback(99)).status).toBe(404);
  });

  it('checks again: what was allowed then need not be allowed now', async () => {
    await registerIssuer(app, 'passing', 'https://passing.example');
    const passing = await desk('passing');
    const issuers = [{ issuer: 'https://passing.example', algorithms: ['ES256' as const] }];
    await passing.publish(contractWith({ issuers }));
    await passing.publish(contractWith());
    await app.dataSource.query(`UPDATE issuers SET archived_at = 1 WHERE name = 'passing'`);
    const { status, body } = await passing.rollback<Refusal>(1);
    expect([status, body.code]).toEqual([422, 'contract_refused']);
  });

  it('needs the right to publish', async () => {
    const { status } = await app.request('POST', `${new ContractDesk(app, 'back').path}/rollback`, {
      token: tokenOf('editor'),
      body: { to_version: 1, reason: 'no' },
    });
    expect(status).toBe(403);
  });
});

describe('versions', () => {
  it('lists them newest first, page by page', async () => {
    const listed = await desk('listed');
    for (const audience of ['a', 'b', 'c']) await listed.publish(contractWith({ audiences: [audience] }));
    const first = await page(listed, '?limit=2');
    expect(first.items.map(({ version }) => version)).toEqual([3, 2]);
    const rest = await page(listed, `?limit=2&cursor=${first.next_cursor ?? ''}`);
    expect([rest.items.map(({ version }) => version), rest.next_cursor]).toEqual([[1], null]);
  });

  it('shows one, and 404 for one that never was', async () => {
    const path = `${new ContractDesk(app, 'listed').path}/versions`;
    const { body } = await app.request<ContractVersionView>('GET', `${path}/2`);
    expect(body).toMatchObject({ version: 2, contract: { audiences: ['b'] } });
    expect((await app.request('GET', `${path}/9`)).status).toBe(404);
    expect((await app.request('GET', `${path}/none`)).status).toBe(400);
  });

  it('compares any two, in the direction that is asked for', async () => {
    const path = `${new ContractDesk(app, 'listed').path}/versions`;
    const { body } = await app.request<ContractDiff>('GET', `${path}/3/diff?against=1`);
    expect([body.from, body.to]).toEqual([1, 3]);
    const sentences = body.changes.map(({ effect, sentence }) => `${effect}: ${sentence}`).join('\n');
    expect(sentences).toMatch(/looser: .*c/);
    expect(sentences).toMatch(/tighter: .*a/);
    const same = await app.request<ContractDiff>('GET', `${path}/2/diff?against=2`);
    expect(same.body.changes).toEqual([]);
    expect((await app.request('GET', `${path}/3/diff?against=9`)).status).toBe(404);
    expect((await app.request('GET', `${path}/3/diff`)).status).toBe(400);
  });

  it('compares versions of two environments, and of two services', async () => {
    const path = `${new ContractDesk(app, 'listed').path}/versions`;
    const staged = new ContractDesk(app, 'listed', 'staging');
    await staged.publish(contractWith({ audiences: ['c', 'd'] }));
    const across = `${path}/3/diff?against=1&against_environment=staging`;
    const { body } = await app.request<ContractDiff>('GET', across);
    expect([body.from, body.to]).toEqual([1, 3]);
    expect(body.changes.map(({ effect, path: at }) => [effect, at])).toEqual([['tighter', 'audiences']]);
    const sibling = await desk('sibling');
    await sibling.publish(contractWith({ audiences: ['c'] }));
    const equal = `${path}/3/diff?against=1&against_service=sibling`;
    expect((await app.request<ContractDiff>('GET', equal)).body.changes).toEqual([]);
    for (const [other, missing] of [
      ['against=1&against_service=nobody', 'service "nobody"'],
      ['against=1&against_environment=nowhere', 'environment "nowhere"'],
      ['against=2&against_environment=staging', 'version 2 of listed/staging'],
    ]) {
      const answer = await app.request('GET', `${path}/3/diff?${other ?? ''}`);
      expect([answer.status, answer.body['detail']]).toEqual([404, expect.stringContaining(missing ?? '')]);
    }
  });

  it('cannot be changed, not even by hand', async () => {
    const change = app.dataSource.query(`UPDATE contract_versions SET reason = 'other'`);
    await expect(change).rejects.toThrow(/append-only/);
  });
});

async function page(of: ContractDesk, query: string): Promise<ContractVersionPage> {
  return (await app.request<ContractVersionPage>('GET', `${of.path}/versions${query}`)).body;
}

async function versionsOf(of: ContractDesk): Promise<number[]> {
  return (await page(of, '')).items.map(({ version }) => version);
}
