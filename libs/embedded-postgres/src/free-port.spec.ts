import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort, isPortFree } from './free-port.js';

const EPHEMERAL_FROM = 32_768;
const server = createServer();
afterEach(() => server.close());

describe('freePort', () => {
  test('is never one that the system gives to outgoing connections', async () => {
    const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
    expect(Math.max(...ports)).toBeLessThan(EPHEMERAL_FROM);
  });

  test('is the first of as many free ones in a row as were asked for', async () => {
    const first = await freePort(6);
    const row = Array.from({ length: 6 }, (_, offset) => isPortFree(first + offset));
    expect(await Promise.all(row)).toEqual([true, true, true, true, true, true]);
  });

  test('is not one that somebody listens on', async () => {
    const port = await freePort();
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
    expect(await isPortFree(port)).toBe(false);
  });
});
