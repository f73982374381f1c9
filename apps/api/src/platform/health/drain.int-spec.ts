import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, spawnProcess } from '@accord/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_TOKEN, type TestApp, startTestApp } from '../testing/test-app.js';

const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const WITHIN_MS = 60_000;
const CLIENTS = 12;
/** Each client sends so many once the drain is seen: done long before it ends. */
const LATE_ONES = 3;

interface Sent {
  duringDrain: boolean;
  status: number;
  connection: string | undefined;
}

/** Every other one goes to a route below the framework, which answers by itself. */
const PATHS = ['/v1/services', '/v1/reports'];

async function post(url: URL, agent: Agent): Promise<Omit<Sent, 'duringDrain'>> {
  const headers = { authorization: `Bearer ${BOOTSTRAP_TOKEN}`, 'content-type': 'application/json' };
  const sent = request(url, { method: 'POST', agent, headers }).end('{}');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await text(answer);
  return { status: answer.statusCode ?? 0, connection: answer.headers.connection };
}

/** Sends one request after the other over one connection for as long as that is kept, as a proxy does. */
async function sendOn(url: URL, isDraining: () => boolean, sent: Sent[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let late = 0; late < LATE_ONES;) {
    const duringDrain = isDraining();
    sent.push({ duringDrain, ...(await post(url, agent)) });
    if (duringDrain) late += 1;
  }
  agent.destroy();
}

describe('a replica that is told to stop', { timeout: WITHIN_MS }, () => {
  it('answers all that reaches it for a while, and sends everybody elsewhere', async () => {
    const database = await createTestDatabase();
    const child = spawnProcess({
      args: [MAIN],
      env: {
        DATABASE_URL: database.url,
        ACCORD_API_PORT: '0',
        ACCORD_MASTER_KEY: Buffer.alloc(32, 7).toString('base64url'),
        ACCORD_BOOTSTRAP_TOKEN: BOOTSTRAP_TOKEN,
      },
    });
    const [, url = ''] = await child.waitForOutput(/"url":"([^"]+)"/, WITHIN_MS);
    const sent: Sent[] = [];
    let isDraining = false;
    const clients = Promise.all(
      Array.from({ length: CLIENTS }, (_, index) =>
        sendOn(new URL(PATHS[index % PATHS.length] ?? '', url), () => isDraining, sent),
      ),
    );
    await expect.poll(() => sent.length, { timeout: WITHIN_MS }).toBeGreaterThan(2 * CLIENTS);

    const ended = child.kill('SIGTERM');
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: WITHIN_MS }).toBe(503);
    isDraining = true;
    const ready = (await (await fetch(`${url}/readyz`)).json()) as { code: string };
    expect([ready.code, (await fetch(`${url}/healthz`)).status]).toEqual(['stopping', 200]);
    await clients;

    expect(await ended).toEqual({ code: 0, signal: null });
    await database.drop();
    expect(sent.filter(({ status }) => status >= 500)).toEqual([]);
    const late = sent.filter(({ duringDrain }) => duringDrain);
    expect(late.map(({ connection }) => connection)).toEqual(Array(CLIENTS * LATE_ONES).fill('close'));
  });
});

describe('a replica that no longer listens', () => {
  let api: TestApp;

  beforeAll(async () => {
    api = await startTestApp();
  });

  afterAll(() => api.close());

  it('answers what comes over a connection that it had accepted, and closes it', async () => {
    const server = api.app.getHttpServer();
    const accepted = once(server, 'connection');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await accepted;
    const closed = api.app.close();
    await expect.poll(() => server.listening).toBe(false);
    socket.write(`GET /v1/session HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${BOOTSTRAP_TOKEN}\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/^connection: close\r$/im);
    await closed;
  });
});
