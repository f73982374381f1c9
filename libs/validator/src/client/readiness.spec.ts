import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { makeChildScript } from './test-support/child-script.js';

const directory = await mkdtemp(join(tmpdir(), 'accord-ready-'));
const refusing = createServer((_request, response) => response.writeHead(401).end());
await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
const { port } = refusing.address() as { port: number };
afterAll(async () => {
  refusing.close();
  refusing.closeAllConnections();
  await rm(directory, { recursive: true });
});

it('keeps a process alive that waits for its first policy, and says at the end why none came', async () => {
  const script = await makeChildScript('waiting.fixture.ts', directory);
  const args = [script, `http://127.0.0.1:${port}`, join(directory, 'cache')];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: {} });
  expect(stdout).toContain('ValidatorNotReady: No policy is in force after 2 s: it answers 401');
});
