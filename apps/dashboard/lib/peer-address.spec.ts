import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { appendPeerAddresses } from './peer-address';

it('appends who is connected to what the client claims', async () => {
  appendPeerAddresses();
  const server = createServer((request, response) => response.end(request.headers['x-forwarded-for']));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seen = async (headers: Record<string, string>) => (await fetch(url, { headers })).text();
  expect(await seen({})).toBe('127.0.0.1');
  expect(await seen({ 'x-forwarded-for': '192.0.2.7' })).toBe('192.0.2.7, 127.0.0.1');
  server.closeAllConnections();
  server.close();
});
