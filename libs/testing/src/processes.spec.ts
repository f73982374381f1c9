import { expect, it } from 'vitest';
import { spawnProcess } from './processes.js';

const node = (code: string) => ({ args: ['--input-type=module', '-e', code], env: {} });

it('waits for a line and crashes a process', async () => {
  const child = spawnProcess(node(`console.log('listening on 17'); setInterval(() => {}, 1000)`));
  const match = await child.waitForOutput(/listening on (\d+)/, 5_000);
  expect(match[1]).toBe('17');
  expect(await child.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
});

it('waits for a URL', async () => {
  const child = spawnProcess(
    node(`
      import { createServer } from 'node:http';
      let asked = 0;
      const server = createServer((_, response) => response.writeHead((asked += 1) < 3 ? 503 : 200).end());
      server.listen(0, '127.0.0.1', () => console.log('port=' + server.address().port));
    `),
  );
  const [, port] = await child.waitForOutput(/port=(\d+)/, 5_000);
  await child.waitForUrl(`http://127.0.0.1:${port ?? ''}/`, 5_000);
  await child.kill('SIGTERM');
});

it('rejects when the process ends first, with its output', async () => {
  const child = spawnProcess(node(`console.error('no luck'); process.exit(3)`));
  await expect(child.waitForOutput(/ready/, 5_000)).rejects.toThrow(/no luck/);
  expect(await child.exited).toEqual({ code: 3, signal: null });
});

it('rejects at the deadline', async () => {
  const child = spawnProcess(node(`setInterval(() => {}, 1000)`));
  await expect(child.waitForUrl('http://127.0.0.1:9/', 100)).rejects.toThrow(/within 100 ms/);
  await child.kill('SIGKILL');
});

it('gives no setting of the test run to the process', async () => {
  const child = spawnProcess({ ...node('console.log(JSON.stringify(process.env))'), input: '' });
  await child.exited;
  const names = Object.keys(JSON.parse(child.stdout()) as Record<string, string>);
  expect(names.filter((name) => name !== 'PATH' && name !== 'HOME')).toEqual([]);
});
