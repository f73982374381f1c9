import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchJson } from './fetch-json.js';

const loopback = { allowLoopback: true };
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://localhost:${(server.address() as AddressInfo).port}/jwks`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('fetchJson', () => {
  it('gets a JSON document', async () => {
    const url = await serve((_request, response) => response.end('{"keys":[]}'));
    await expect(fetchJson(url, loopback)).resolves.toEqual({ keys: [] });
  });

  it('refuses http, and loopback, unless the development setting allows it', async () => {
    const url = await serve((_request, response) => response.end('{}'));
    await expect(fetchJson(url, { allowLoopback: false })).rejects.toMatchObject({
      code: 'url_not_https',
      message: expect.stringContaining('ACCORD_ALLOW_LOOPBACK_ISSUERS') as unknown,
    });
    const https = url.replace('http:', 'https:');
    await expect(fetchJson(https, { allowLoopback: false })).rejects.toMatchObject({
      code: 'address_forbidden',
    });
  });

  it('refuses a literal address inside the network before connecting', async () => {
    for (const host of ['10.0.0.1', '169.254.169.254', '[::ffff:10.0.0.1]', '0x7f.1']) {
      await expect(fetchJson(`https://${host}/jwks`, { allowLoopback: false })).rejects.toMatchObject({
        code: 'address_forbidden',
      });
    }
  });

  it('does not follow a redirect', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: '/other' }).end());
    await expect(fetchJson(url, loopback)).rejects.toMatchObject({ code: 'redirected' });
  });

  it('stops at 256 KiB', async () => {
    const url = await serve((_request, response) => response.end(`"${'a'.repeat(300 * 1024)}"`));
    await expect(fetchJson(url, loopback)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('names a wrong status and what is not JSON', async () => {
    const missing = await serve((_request, response) => response.writeHead(404).end());
    await expect(fetchJson(missing, loopback)).rejects.toMatchObject({ code: 'bad_status' });
    const html = await serve((_request, response) => response.end('<html>'));
    await expect(fetchJson(html, loopback)).rejects.toMatchObject({ code: 'not_json' });
  });
});
