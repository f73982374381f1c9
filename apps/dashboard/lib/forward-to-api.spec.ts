import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { GET as readJwks } from '../app/issuers/[...path]/route';
import { config as proxied } from '../proxy';
import { forwardToApi } from './forward-to-api';

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<void> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  process.env['ACCORD_API_URL'] = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

const ask = (path: string, init?: RequestInit) =>
  forwardToApi(new Request(`https://accord.example${path}`, { duplex: 'half', ...init } as RequestInit));

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

describe('forwardToApi', () => {
  it('passes method, path, query, headers and body on, but nothing that belongs to one connection', async () => {
    await serve((request, response) => {
      void bodyOf(request).then((body) => {
        response.end(
          JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
        );
      });
    });
    const answer = await ask('/v1/services/a%2Fb?search=x%20y', {
      method: 'PUT',
      body: '{"a":1}',
      headers: {
        'content-type': 'application/json',
        cookie: 'sid=1',
        origin: 'https://accord.example',
        'x-forwarded-for': '192.0.2.7',
        te: 'trailers',
      },
    });
    const seen = (await answer.json()) as { headers: Record<string, string> };
    expect(seen).toMatchObject({ method: 'PUT', url: '/v1/services/a%2Fb?search=x%20y', body: '{"a":1}' });
    expect(seen.headers).toMatchObject({
      cookie: 'sid=1',
      origin: 'https://accord.example',
      'x-forwarded-for': '192.0.2.7',
    });
    expect(seen.headers['te']).toBeUndefined();
  });

  it('passes status, problem documents and every cookie back', async () => {
    await serve((_request, response) => {
      response.writeHead(429, {
        'content-type': 'application/problem+json',
        'retry-after': '95',
        'set-cookie': ['a=1; Path=/', 'b=2; Path=/'],
      });
      response.end('{"code":"login_locked"}');
    });
    const answer = await ask('/v1/session', { method: 'POST' });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('retry-after')).toBe('95');
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    expect(await answer.json()).toEqual({ code: 'login_locked' });
  });

  it.each([204, 304])('passes %i without a body', async (status) => {
    await serve((_request, response) => response.writeHead(status, { etag: '"x"' }).end());
    const answer = await ask('/v1/x');
    expect([answer.status, answer.headers.get('etag'), answer.body]).toEqual([status, '"x"', null]);
  });

  it('hands events on one by one, and hangs up when the reader does', async () => {
    let closed: (() => void) | undefined;
    const hungUp = new Promise<void>((resolve) => (closed = resolve));
    let send: ((text: string) => void) | undefined;
    await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.on('close', () => closed?.());
      send = (text) => response.write(text);
      send('event: one\n\n');
    });
    const reading = new AbortController();
    const reader = (await ask('/v1/events', { signal: reading.signal })).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toBe('event: one\n\n');
    send?.('event: two\n\n');
    expect(await next()).toBe('event: two\n\n');
    reading.abort();
    await expect(reader?.read()).rejects.toThrow();
    await hungUp;
  });

  it('says in a problem document that the API cannot be reached', async () => {
    await serve((request) => request.socket.destroy());
    const answer = await ask('/v1/services');
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await answer.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status: 502, code: 'api_unreachable' });
    expect(problem['request_id']).toBe(answer.headers.get('x-request-id'));
  });
});

describe('the key sets of issuers', () => {
  it('are the API’s, also on the URL of the dashboard', async () => {
    await serve((request, response) => {
      response.setHeader('access-control-allow-origin', '*').end(request.url);
    });
    const path = '/issuers/main/jwks.json';
    const answer = await readJwks(new Request(`https://accord.example${path}`));
    expect([await answer.text(), answer.headers.get('access-control-allow-origin')]).toEqual([path, '*']);
  });

  it('get no policy of a page', () => {
    const pages = new RegExp(`^${proxied.matcher[0]?.source ?? ''}$`);
    expect(['/issuers/main/jwks.json', '/v1/services', '/services'].map((path) => pages.test(path))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
