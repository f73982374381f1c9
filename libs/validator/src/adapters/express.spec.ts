import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Validator } from '../client/validator.js';
import { AUDIENCE, makeContract, makePayload, makeTokenKey, NOW } from '../client/test-support/signing.js';
import { World } from '../client/test-support/world.js';
import { accordExpress } from './express.js';

let world: Awaited<ReturnType<typeof World.create>>;
let server: Server | null = null;
const contract = makeContract({
  authorization: {
    default: { all_scopes: ['payments:read'] },
    routes: [
      { id: 'list', methods: ['GET'], path: '/payments' },
      { id: 'refund', methods: ['POST'], path: '/payments/:id/refund', all_scopes: ['payments:write'] },
      { id: 'audit', methods: ['GET'], path: '/audit', any_roles: ['clerk'] },
    ],
    unmatched: 'deny',
  },
});

beforeEach(async () => {
  world = await World.create();
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = null;
  await world.end();
});

/** An application behind the adapter that answers with what it was given as identity. */
async function start(payload: Parameters<World['controlPlane']['serve']>[0]): Promise<Validator> {
  world.controlPlane.serve(payload);
  const { validator } = world.start();
  await validator.ready();
  await listen(validator);
  return validator;
}

async function listen(validator: Validator): Promise<void> {
  const app = express();
  app.use((request, _response, next) => {
    request.auth = { claims: { sub: 'forged' }, issuer: 'nobody', contractVersion: 0 };
    next();
  });
  app.use('/', accordExpress(validator, { publicScopes: ['payments:write'], retryAfterSeconds: 9 }));
  app.use((request, response) => {
    response.json({ auth: request.auth ?? null });
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Record<string, unknown>;
}

/** Sends the path exactly as given; fetch would normalise it. */
function send(path: string, authorization: string[], method?: string, requestId?: string): Promise<Reply> {
  const { port } = server?.address() as AddressInfo;
  // A flat list sends each Authorization value as a line of its own.
  const headers = ['Host', '127.0.0.1', ...authorization.flatMap((value) => ['Authorization', value])];
  if (requestId !== undefined) headers.push('X-Request-Id', requestId);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, path, method: method ?? 'GET', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const body = JSON.parse(text) as Record<string, unknown>;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    request.on('error', reject).end();
  });
}

const bearer = (token: string) => [`Bearer ${token}`];
const good = (claims?: Record<string, unknown>) => bearer(world.tokenKey.token(claims));
const invalidToken = 'Bearer error="invalid_token", error_description="The access token is not valid here"';

type Row = [reason: string, status: number, challenge: string | undefined, send: () => Promise<Reply>];
const rows: Row[] = [
  ['token_missing', 401, 'Bearer', () => send('/payments', [])],
  ['scheme_unsupported', 401, 'Bearer', () => send('/payments', ['Basic dXNlcjpwYXNz'])],
  [
    'token_multiple',
    400,
    'Bearer error="invalid_request", error_description="The request is ambiguous; send one access token and a path in normal form"',
    () => send('/payments', [...good(), ...good()]),
  ],
  [
    'path_ambiguous',
    400,
    expect.stringContaining('invalid_request') as string,
    () => send('/payments/..%2Fx', good()),
  ],
  ['token_malformed', 401, invalidToken, () => send('/payments', bearer('abc'))],
  ['alg_none', 401, invalidToken, () => send('/payments', bearer(world.tokenKey.token({}, { alg: 'none' })))],
  ['wrong_iss', 401, invalidToken, () => send('/payments', good({ iss: 'https://evil.example.com' }))],
  ['key_not_found', 401, invalidToken, () => send('/payments', bearer(makeTokenKey('key-2').token()))],
  ['bad_signature', 401, invalidToken, () => send('/payments', bearer(makeTokenKey('key-1').token()))],
  ['wrong_typ', 401, invalidToken, () => send('/payments', bearer(world.tokenKey.token({}, { typ: 'JWT' })))],
  ['wrong_aud', 401, invalidToken, () => send('/payments', good({ aud: 'https://other.example.com' }))],
  [
    'token_expired',
    401,
    'Bearer error="invalid_token", error_description="The access token expired"',
    () => send('/payments', good({ iat: NOW - 700, exp: NOW - 100 })),
  ],
  [
    'insufficient_scope',
    403,
    'Bearer error="insufficient_scope", error_description="The access token does not grant this request", scope="payments:write"',
    () => send('/payments/7/refund', good(), 'POST'),
  ],
  [
    'missing_role',
    403,
    expect.stringContaining('insufficient_scope') as string,
    () => send('/audit', good()),
  ],
  [
    'route_unknown',
    403,
    expect.stringContaining('insufficient_scope') as string,
    () => send('/elsewhere', good()),
  ],
];

it.each(rows)('%s answers %i', async (reason, status, challenge, act) => {
  await start(makePayload([world.tokenKey], { contract }));
  const reply = await act();
  expect(reply.status).toBe(status);
  expect(reply.headers['www-authenticate']).toEqual(challenge);
  expect(reply.headers['content-type']).toBe('application/problem+json');
  expect(reply.headers['cache-control']).toBe('no-store');
  expect(reply.body['status']).toBe(status);
  expect(JSON.stringify(reply.body)).not.toContain(reason === 'insufficient_scope' ? 'payments:' : reason);
  const logged = world.verdicts.find((entry) => entry.correlationId === reply.headers['x-request-id']);
  expect(logged).toMatchObject({ outcome: reason });
  expect(reply.body['request_id']).toBe(logged?.correlationId);
});

it('acr_insufficient answers 401 insufficient_user_authentication (RFC 9470)', async () => {
  const stepUp = makeContract({ authorization: { acr_values: ['gold'] } });
  await start(makePayload([world.tokenKey], { contract: stepUp }));
  const reply = await send('/payments', good({ acr: 'bronze' }));
  expect(reply.status).toBe(401);
  expect(reply.headers['www-authenticate']).toBe(
    'Bearer error="insufficient_user_authentication", ' +
      'error_description="A stronger authentication of the user is required", acr_values="gold"',
  );
});

it.each([
  ['jwks_unavailable', () => start(makePayload(null, { contract }))],
  [
    'contract_missing',
    async () => {
      world.controlPlane.onPoll = () => ({ status: 503 });
      await listen(world.start().validator);
    },
  ],
])('%s answers 503 with Retry-After, never a challenge', async (reason, begin) => {
  await begin();
  const reply = await send('/payments', good());
  expect(reply.status).toBe(503);
  expect(reply.headers['retry-after']).toBe('9');
  expect(reply.headers).not.toHaveProperty('www-authenticate');
  expect(world.verdicts.at(-1)?.outcome).toBe(reason);
});

it('hands the claims of an accepted token over, frozen', async () => {
  const validator = await start(makePayload([world.tokenKey], { contract }));
  const reply = await send('/payments?page=2', good());
  expect(reply.status).toBe(200);
  expect(reply.body['auth']).toMatchObject({
    claims: { sub: 'user-1', aud: AUDIENCE },
    issuer: 'https://auth.example.com',
    contractVersion: 7,
  });
  const verdict = validator.verifyAuthorization(good(), { method: 'GET', path: '/payments' });
  expect(verdict.ok && Object.isFrozen(verdict.claims)).toBe(true);
});

it('lets refused requests pass under report_only, without anybody’s identity', async () => {
  const lenient = makeContract({ enforcement: 'report_only' });
  await start(makePayload([world.tokenKey], { contract: lenient }));
  expect(await send('/payments', [])).toMatchObject({ status: 200, body: { auth: null } });
  expect(await send('/payments', good())).toMatchObject({
    status: 200,
    body: { auth: { claims: { sub: 'user-1' } } },
  });
  expect(world.verdicts.map(({ outcome, enforcement }) => [outcome, enforcement])).toEqual([
    ['token_missing', 'report_only'],
    ['accepted', 'report_only'],
  ]);
});

it('matches routes by the path as received, also below a mount point', async () => {
  world.controlPlane.serve(makePayload([world.tokenKey], { contract }));
  const { validator } = world.start();
  await validator.ready();
  const app = express();
  app.use('/payments', accordExpress(validator), (request, response) => {
    response.json({ auth: request.auth ?? null });
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  expect((await send('/payments', good())).status).toBe(200);
  expect(
    (await send('/payments/7/refund', good({ scope: 'payments:read payments:write' }), 'POST')).status,
  ).toBe(200);
  expect((await send('/payments/7/refund', good(), 'POST')).status).toBe(403);
});

it.each([
  ['gateway-4f1c9a2b', true],
  ['0b0e9d8a-1111-4222-8333-444455556666', true],
  ['short', false],
  ['has space in it', false],
  ['x'.repeat(129), false],
])('takes the request id %j over: %s', async (requestId, taken) => {
  await start(makePayload([world.tokenKey], { contract }));
  const reply = await send('/payments', [], 'GET', requestId);
  expect(reply.headers['x-request-id'] === requestId).toBe(taken);
  expect(reply.headers['x-request-id']).toMatch(/^[A-Za-z0-9-]{8,128}$/);
});
