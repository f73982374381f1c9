import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@accord/embedded-postgres';
import { makeTestBundle, makeTestBundleKey, makeTestIssuer } from '@accord/validator/testing';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { root } from '../lib/paths.mjs';

const run = promisify(execFile);
const home = join(root, 'tools/package/runtimes');
const installed = (command) => join(home, 'node_modules/.bin', command);
const corpus = JSON.parse(await readFile(join(root, 'conformance/cases.json'), 'utf8'));
const expected = { verdicts: corpus.cases.map((given) => [given.id, given.expected]), errors: [] };

let directory;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'accord-runtimes-'));
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: home });
}, 300_000);
afterAll(() => rm(directory, { recursive: true, force: true }));

/** One file with everything in it, as bundlers make it for such runtimes. */
async function bundled(input) {
  const entry = { '@accord/validator': 'index.js', '@accord/validator/fetch': 'adapters/fetch.js' };
  const aliases = Object.entries(entry).map(([name, file]) => [name, join(inject('staged'), 'dist', file)]);
  const build = await rolldown({
    input,
    platform: 'browser',
    external: /^node:/,
    resolve: { alias: Object.fromEntries(aliases.toReversed()) },
  });
  const file = join(directory, `${crypto.randomUUID()}.mjs`);
  await build.write({ format: 'esm', file });
  await build.close();
  return file;
}

/** Runs a file in workerd until `end` is called; `bindings` are its environment. */
async function startWorker(file, bindings) {
  const port = await freePort();
  const text = Object.entries(bindings).map(
    ([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`,
  );
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed ${JSON.stringify(basename(file))})],
      bindings = [${text.join(', ')}],
      compatibilityDate = "2026-11-01",
    )),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);`;
  const path = join(directory, `${port}.capnp`);
  await writeFile(path, config);
  const child = spawn(installed('workerd'), ['serve', path], { stdio: 'inherit' });
  const url = `http://127.0.0.1:${port}/`;
  const answers = () =>
    fetch(url, { method: 'HEAD' }).then(
      () => true,
      () => false,
    );
  await vi.waitUntil(answers, { timeout: 20_000 });
  const end = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { url, end };
}

describe('the conformance corpus', () => {
  const bundle = (name) => bundled(join(home, name));
  const print = async (command, ...args) =>
    JSON.parse((await run(installed(command), args, { timeout: 60_000 })).stdout);

  it('gets every verdict in Bun', async () => {
    expect(await print('bun', 'run', await bundle('print.mjs'))).toEqual(expected);
  });

  it('gets every verdict in Deno', async () => {
    expect(await print('deno', 'run', await bundle('print.mjs'))).toEqual(expected);
  });

  it('gets every verdict in workerd, which Workers of Cloudflare run in', async () => {
    const worker = await startWorker(await bundle('worker.mjs'), {});
    const answer = await fetch(worker.url);
    expect(await answer.json()).toEqual(expected);
    await worker.end();
  });
});

describe('the Worker of docs/connect-a-service.md', () => {
  const key = makeTestBundleKey();
  const issuer = makeTestIssuer({ claims: { aud: 'https://api.example.com' } });
  const contract = {
    schema: 1,
    issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
    audiences: ['https://api.example.com'],
    token_type: { typ: ['at+jwt'] },
  };
  const asked = [];
  let forged = false;
  const server = createServer((request, response) => {
    asked.push(request.headers);
    response.setHeader('etag', '"1"');
    if (forged) response.end(makeTestBundleKey().sign(makeTestBundle({ contract, issuers: [issuer] })));
    else if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else response.end(key.sign(makeTestBundle({ contract, issuers: [issuer] })));
  });
  let worker;

  beforeAll(async () => {
    const docs = await readFile(join(root, 'docs/connect-a-service.md'), 'utf8');
    const [, code] = /^## At the edge$[\s\S]*?^```js$([\s\S]*?)^```$/m.exec(docs) ?? [];
    const entry = join(directory, 'worker.mjs');
    // Asks at each request, so that the outage below is met.
    await writeFile(entry, code.replace('ASK_EVERY_MS = 30_000', 'ASK_EVERY_MS = 0'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    worker = await startWorker(await bundled(entry), {
      ACCORD_URL: `http://127.0.0.1:${server.address().port}`,
      ACCORD_CREDENTIAL: 'a-credential',
      ACCORD_TRUST_KEYS: JSON.stringify({ keys: [key.trustKey] }),
      ORIGIN: 'https://api.example.com',
    });
  });
  afterAll(async () => {
    await worker?.end();
    server.close();
  });

  const call = (token) => fetch(worker.url, { headers: { authorization: `Bearer ${token}` } });

  it('accepts and refuses as every validator does, and goes on without the control plane', async () => {
    const accepted = await call(issuer.token({ sub: 'jane' }));
    expect([accepted.status, await accepted.json()]).toEqual([200, { subject: 'jane' }]);
    const refused = await call(makeTestIssuer().token({ aud: 'https://api.example.com' }));
    expect([refused.status, (await refused.json()).code]).toEqual([401, 'invalid_token']);
    expect(asked.at(0)).toMatchObject({ authorization: 'Bearer a-credential' });
    expect(asked.at(-1)).toMatchObject({ 'if-none-match': '"1"' });
    forged = true;
    expect((await call(issuer.token())).status).toBe(200);
    server.close();
    server.closeAllConnections();
    expect((await call(issuer.token())).status).toBe(200);
  });
});
