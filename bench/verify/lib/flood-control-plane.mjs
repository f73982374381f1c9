import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { makeTestBundleKey } from '@accord/validator/testing';

/** A control plane that has one bundle, answers polls at once and counts them. */
export async function startControlPlane(payload) {
  const key = makeTestBundleKey();
  const bundle = key.sign(payload);
  const etag = `"${createHash('sha256').update(bundle).digest('base64url')}"`;
  const { service, environment, version } = payload;
  let polls = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST') {
      response.writeHead(204).end();
      return;
    }
    polls += 1;
    const fresh = { service, environment, version, etag, as_of: Math.floor(Date.now() / 1000) };
    response.setHeader('ETag', etag);
    response.setHeader('Accord-Fresh', key.sign(fresh, { typ: 'accord-fresh+jwt' }));
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { 'Content-Type': 'application/jose' }).end(bundle);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    trustKey: key.trustKey,
    polls: () => polls,
    close: () => server.close(),
  };
}
