import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnProcess } from '@accord/testing';
import { GENESIS_HASH, eventHash } from '@accord/audit';
import type { ChainCheck } from '@accord/contract/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../platform/testing/test-app.js';

const PAGE = readFileSync(new URL('../../../../docs/audit.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'accord-recipe-'));
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await app.close();
});

/** What the page shows in its only block of this language. */
function shown(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([^]*?)\\n\`\`\``).exec(PAGE)?.[1] ?? '';
}

/** Runs the script of the page over an export. */
async function verify(lines: readonly string[]) {
  const [script, file] = [join(folder, 'verify.mjs'), join(folder, 'export.ndjson')];
  writeFileSync(script, shown('js'));
  writeFileSync(file, `${lines.join('\n')}\n`);
  const child = spawnProcess({ args: [script, file], env: {} });
  const { code } = await child.exited;
  return { code, output: child.output() };
}

async function exported(): Promise<string[]> {
  const { body } = await app.request<string>('GET', '/v1/audit-events/export?format=ndjson');
  return body.trimEnd().split('\n');
}

it('the script of docs/audit.md finds an export whole, up to the head that the API names', async () => {
  const description = 'Zahlungen € \u2028 "\\ 🙂';
  await app.request('POST', '/v1/services', { body: { name: 'payments', description } });
  const { body: check } = await app.request<ChainCheck>('GET', '/v1/audit-events/verify');
  const { code, output } = await verify(await exported());
  expect([code, output.trim()]).toEqual([0, `${check.head.number} ${check.head.hash}`]);
});

it('the script sees an event that was changed, and one that is gone', async () => {
  const lines = await exported();
  const changed = lines.map((line) => line.replace('"name":"payments"', '"name":"payment"'));
  const gone = lines.toSpliced(1, 1);
  for (const [forged, number] of [
    [changed, lines.findIndex((line) => line.includes('"payments"')) + 1],
    [gone, 3],
  ] as const) {
    const { code, output } = await verify(forged);
    expect([code, output]).toEqual([1, expect.stringContaining(`the chain breaks at event ${number}`)]);
  }
});

it('the worked example has the hash that the page says', async () => {
  const hash = await eventHash(GENESIS_HASH, new TextEncoder().encode(shown('text')));
  expect(PAGE).toContain(Buffer.from(hash).toString('hex'));
});
