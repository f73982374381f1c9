import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDescribedAnswers } from '../platform/testing/described-answers.js';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';
import { RoleTokensModule, tokenOf } from '../services/testing/role-tokens.module.js';
import { logLength, loggedEvents } from '../services/testing/logged-events.js';
import { ContractDesk, ISSUER, contractWith, registerIssuer } from './testing/contract-fixtures.js';

interface Conflict {
  code: string;
  current: { contract: object; etag: string; updated_by: string } | null;
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

describe('the first draft', () => {
  it('is not there before somebody saves one', async () => {
    const payments = await desk('payments');
    const { status, body } = await app.request('GET', `${payments.path}/draft`);
    expect([status, body['code']]).toEqual([404, 'not_found']);
  });

  it('is saved without If-Match, unfinished as it may be, and says what is missing', async () => {
    const unfinished = await (await desk('unfinished')).save({ schema: 1 }, null);
    expect(unfinished.status).toBe(201);
    expect(unfinished.headers.get('etag')).toBe(`"${unfinished.body.etag}"`);
    expect(unfinished.body).toMatchObject({ contract: { schema: 1 }, based_on_version: null, changes: [] });
    expect(unfinished.body.findings.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('is saved with If-None-Match: *, which refuses to overwrite', async () => {
    const fresh = await desk('fresh');
    const saved = await saveUnder(fresh, { 'if-none-match': '*' });
    expect(saved.status).toBe(201);
    const { body: kept } = await fresh.draft();
    for (const more of [{}, { 'if-match': '*' }, { 'if-match': `"${kept.etag}"` }]) {
      const again = await saveUnder(fresh, { 'if-none-match': '*', ...more }, { schema: 1 });
      expect([again.status, again.body.code]).toEqual([412, 'edit_conflict']);
      expect(again.body.current).toMatchObject({ contract: contractWith(), etag: kept.etag });
    }
    expect((await fresh.draft()).body).toEqual(kept);
  });

  it('is refused with If-Match: *, since there is none to overwrite', async () => {
    const { status, body } = await saveUnder(await desk('star'), { 'if-match': '*' });
    expect([status, body.code, body.current]).toEqual([412, 'edit_conflict', null]);
  });

  it('has no errors when the contract is sound', async () => {
    const { body } = await (await desk('sound')).save(contractWith(), null);
    expect(body.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('names an issuer whose keys nobody keeps', async () => {
    const unknown = contractWith({ issuers: [{ issuer: 'https://other.example', algorithms: ['ES256'] }] });
    const { body } = await (await desk('unknown')).save(unknown, null);
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        code: 'issuer_unknown',
        severity: 'error',
        path: ['issuers', 0, 'issuer'],
      }),
    );
  });

  it('is refused with an ETag, because it is not what the writer saw', async () => {
    const { status, body } = await (await desk('gone')).save<Conflict>(contractWith(), 'something-0');
    expect([status, body.code, body.current]).toEqual([412, 'edit_conflict', null]);
  });
});

describe('editing under If-Match', () => {
  it('replaces what was read, with a new ETag and an event that holds both', async () => {
    const edited = await desk('edited');
    const first = await edited.save(contractWith(), null);
    const second = await edited.save(contractWith({ audiences: ['other'] }), first.body.etag);
    expect(second.status).toBe(200);
    expect(second.body.etag).not.toBe(first.body.etag);
    expect((await edited.draft()).body).toEqual(second.body);
    const [event] = (await loggedEvents(app, 'contract_draft.saved')).slice(-1);
    expect(event).toMatchObject({
      object: { name: 'edited/production' },
      before: { contract: contractWith() },
      after: { contract: { audiences: ['other'] } },
    });
  });

  it('answers 428 without If-Match, and shows what would be overwritten', async () => {
    const careless = await desk('careless');
    const { body: saved } = await careless.save(contractWith(), null);
    const { status, body } = await careless.save<Conflict>({ schema: 1 }, null);
    expect([status, body.code]).toEqual([428, 'if_match_required']);
    expect(body.current).toMatchObject({ contract: contractWith(), etag: saved.etag });
  });

  it('answers 412 to whoever comes second, with the text of whoever came first', async () => {
    const shared = await desk('shared');
    const { body: seen } = await shared.save(contractWith(), null);
    const answers = await Promise.all([
      shared.save<Conflict>(contractWith({ audiences: ['a'] }), seen.etag),
      shared.save<Conflict>(contractWith({ audiences: ['b'] }), seen.etag),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const lost = answers.find(({ status }) => status === 412);
    const { body: kept } = await shared.draft();
    expect(lost?.body).toMatchObject({
      code: 'edit_conflict',
      current: { contract: kept.contract, etag: kept.etag },
    });
  });

  it('overwrites whatever is there under If-Match: *, as RFC 9110 has it', async () => {
    const blind = await desk('blind');
    await blind.save(contractWith(), null);
    const { status } = await saveUnder(blind, { 'if-match': '*' }, { schema: 1 });
    expect([status, (await blind.draft()).body.contract]).toEqual([200, { schema: 1 }]);
  });

  it('logs nothing when the text is the same', async () => {
    const same = await desk('same');
    const { body } = await same.save(contractWith(), null);
    const length = await logLength(app);
    const again = await same.save(contractWith(), body.etag);
    expect([again.status, again.body.etag]).toEqual([200, body.etag]);
    expect(await logLength(app)).toBe(length);
  });

  it('gets another ETag when the live contract changes, since the changes shown are others then', async () => {
    const moving = await desk('moving');
    await moving.publish(contractWith());
    await moving.publish(contractWith({ audiences: ['two'] }));
    const { body: seen } = await moving.save(contractWith({ audiences: ['three'] }), null);
    expect(seen.based_on_version).toBe(2);
    await moving.rollback(1);
    const { body: now } = await moving.draft();
    expect(now.contract).toEqual(seen.contract);
    expect(now.etag).not.toBe(seen.etag);
    expect((await moving.publishDraft(seen.etag)).status).toBe(412);
    expect((await moving.publishDraft(now.etag)).status).toBe(201);
  });
});

describe('what a draft shows', () => {
  it('says in words what it would change', async () => {
    const changing = await desk('changing');
    await changing.publish(contractWith());
    const { body } = await changing.save(contractWith({ audiences: ['https://api.example/other'] }), null);
    expect(body.changes.map(({ effect }) => effect)).toEqual(expect.arrayContaining(['tighter', 'looser']));
    expect(body.changes.every(({ sentence }) => sentence.length > 10)).toBe(true);
  });

  it('says so when nothing is published yet', async () => {
    const { body } = await (await desk('first')).save(contractWith(), null);
    expect(body.changes).toEqual([
      expect.objectContaining({
        effect: 'neutral',
        sentence: expect.stringContaining('first contract') as string,
      }),
    ]);
  });
});

describe('what is never kept', () => {
  it.each([
    ['draft_holds_secret', { ...contractWith(), client_secret: 'x' }],
    ['validation_failed', contractWith({ audiences: ['a\u0000'] })],
    ['validation_failed', contractWith({ audiences: ['\ud800'] })],
    ['validation_failed', { 'a\u0000': 1 }],
  ])('refuses as %s', async (code, contract) => {
    const careful = await desk('careful');
    const { status, body } = await careful.save<Conflict>(contract, null);
    expect([status, body.code]).toEqual([422, code]);
    expect((await careful.draft()).status).toBe(404);
  });
});

describe('discarding', () => {
  it('ends the draft, with an event', async () => {
    const discarded = await desk('discarded');
    await discarded.save(contractWith(), null);
    const { body: draft } = await discarded.draft();
    const stale = await discardUnder(discarded, { 'if-match': '"other-0"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'edit_conflict']);
    const careless = await discardUnder(discarded, {});
    expect([careless.status, careless.body.code]).toEqual([428, 'if_match_required']);
    expect(careless.body.current).toMatchObject({ etag: draft.etag });
    const headers = { 'if-match': `"${draft.etag}"` };
    expect((await discardUnder(discarded, headers)).status).toBe(204);
    expect((await discardUnder(discarded, headers)).status).toBe(404);
    const [event] = await loggedEvents(app, 'contract_draft.discarded');
    expect(event).toMatchObject({ before: { contract: contractWith() }, after: null });
  });

  it('ends whatever draft there is under If-Match: *', async () => {
    const any = await desk('any');
    await any.save(contractWith(), null);
    expect((await discardUnder(any, { 'if-match': '*' })).status).toBe(204);
  });
});

describe('who may and where', () => {
  it.each([
    ['viewer', 403],
    ['auditor', 403],
    ['editor', 201],
    ['approver', 201],
  ] as const)('answers the %s who saves a draft with %i', async (role, expected) => {
    const { path } = await desk(`of-${role}`);
    const { status } = await app.request('PUT', `${path}/draft`, {
      token: tokenOf(role),
      body: { contract: contractWith() },
    });
    expect(status).toBe(expected);
  });

  it('takes no draft for an archived service, nor for one that does not exist', async () => {
    const archived = await desk('archived');
    await app.request('DELETE', '/v1/services/archived');
    expect(await archived.save(contractWith(), null)).toMatchObject({
      status: 409,
      body: { code: 'service_archived' },
    });
    expect((await new ContractDesk(app, 'nobody').save(contractWith(), null)).status).toBe(404);
    expect((await new ContractDesk(app, 'payments', 'moon').save(contractWith(), null)).status).toBe(404);
  });
});

function saveUnder<Body = Conflict>(
  { path }: ContractDesk,
  headers: Record<string, string>,
  contract: object = contractWith(),
) {
  return app.request<Body>('PUT', `${path}/draft`, { body: { contract }, headers });
}

function discardUnder({ path }: ContractDesk, headers: Record<string, string>) {
  return app.request<Conflict>('DELETE', `${path}/draft`, { headers });
}
