import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserView } from '@accord/contract/http';
import { ChangeLog } from '../change-log/change-log.js';
import { MovableClock, type TestApp, startTestApp } from '../testing/test-app.js';
import type { TestBrowser } from '../testing/test-browser.js';
import { createPerson, logIn } from '../testing/test-people.js';
import { untilTakenIn } from '../testing/until-taken-in.js';
import { EventBus } from './event-bus.js';

let api: TestApp;
let clock: MovableClock;

beforeAll(async () => {
  clock = new MovableClock(1_795_440_000_000);
  api = await startTestApp({ clock });
});

afterAll(() => api.close());

interface Received {
  event: string;
  data: Record<string, unknown>;
}

/** A reader of the stream that waits for what a test expects. */
class Reader {
  readonly events: Received[] = [];
  private readonly reader: ReadableStreamDefaultReader<string>;
  private rest = '';

  constructor(readonly response: Response) {
    if (response.body === null) throw new Error('no body');
    this.reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Reads on until an event fits; undefined when the stream ends first. */
  async next(fits: (received: Received) => boolean): Promise<Received | undefined> {
    for (;;) {
      const index = this.events.findIndex(fits);
      if (index >= 0) return this.events.splice(0, index + 1).at(-1);
      const { done, value } = await this.reader.read();
      if (done) return undefined;
      this.take(value);
    }
  }

  close(): Promise<void> {
    return this.reader.cancel();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const data = JSON.parse(field('data') ?? '{}') as Received['data'];
      this.events.push({ event: field('event') ?? '', data });
    }
  }
}

async function listen(browser: TestBrowser): Promise<Reader> {
  const response = await fetch(`${api.url}/v1/events`, { headers: { cookie: browser.sessionCookie ?? '' } });
  return new Reader(response);
}

/** Waits until the stream has had its chance to tell too much. */
async function everythingAnnounced(): Promise<void> {
  const { number: head } = await api.app.get(ChangeLog).head();
  await untilTakenIn(api, head, 5_000);
}

async function person(role: string): Promise<{ user: UserView; browser: TestBrowser }> {
  const user = await createPerson(api, role);
  return { user, browser: await logIn(api, user) };
}

describe('/v1/events', () => {
  it('is for those who are logged in', async () => {
    expect((await fetch(`${api.url}/v1/events`)).status).toBe(401);
  });

  it('begins with a heartbeat and announces changes and passing events', async () => {
    const { browser } = await person('admin');
    const reader = await listen(browser);
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(reader.response.headers.get('cache-control')).toContain('no-transform');
    expect(reader.response.headers.get('x-request-id')).toBeTruthy();
    const first = await reader.next(() => true);
    expect([first?.event, typeof first?.data['head']]).toEqual(['heartbeat', 'number']);
    await api.request('POST', '/v1/api-tokens', { body: { name: 'n', role: 'viewer', expires_at: null } });
    const change = await reader.next(({ data }) => data['action'] === 'api_token.created');
    expect(change).toMatchObject({ event: 'change', data: { object: { kind: 'api_token', name: 'n' } } });
    expect(JSON.stringify(change)).not.toContain('after');
    api.app.get(EventBus).publish({ type: 'report', data: { service: 'payments' } });
    expect(await reader.next(({ event }) => event === 'report')).toMatchObject({
      data: { service: 'payments' },
    });
    await reader.close();
  });

  it('tells viewers nothing of accounts', async () => {
    const { browser } = await person('viewer');
    const reader = await listen(browser);
    await reader.next(({ event }) => event === 'heartbeat');
    const other = await person('viewer');
    await everythingAnnounced();
    api.app.get(EventBus).publish({ type: 'marker', data: {} });
    await reader.next(({ event }) => event === 'marker');
    expect(reader.events).toEqual([]);
    await api.request('PATCH', `/v1/users/${other.user.id}`, { body: { name: 'X' } });
    await reader.close();
  });

  it('ends when the session is ended, and when its owner is disabled', async () => {
    const { user, browser } = await person('viewer');
    const [one, two] = [await listen(browser), await listen(await logIn(api, user))];
    await browser.send('DELETE', '/v1/session');
    expect(await one.next(({ event }) => event === 'never')).toBeUndefined();
    await api.request('PATCH', `/v1/users/${user.id}`, { body: { status: 'disabled' } });
    expect(await two.next(({ event }) => event === 'never')).toBeUndefined();
  });

  it('keeps no session alive that nobody uses', async () => {
    const { browser } = await person('viewer');
    const reader = await listen(browser);
    for (const hours of [11, 2]) {
      clock.advance(hours * 3600);
      // A change of accounts has every stream's session looked up again.
      await person('viewer');
    }
    expect(await reader.next(({ event }) => event === 'never')).toBeUndefined();
    expect((await browser.send('GET', '/v1/session')).status).toBe(401);
  });

  it('does not hold up the end of the process', async () => {
    const replica = await api.replica({ clock });
    const { browser } = await person('viewer');
    const response = await fetch(`${replica.url}/v1/events`, {
      headers: { cookie: browser.sessionCookie ?? '' },
    });
    expect(response.status).toBe(200);
    await replica.close();
    expect(await new Reader(response).next(({ event }) => event === 'never')).toBeUndefined();
  });
});
