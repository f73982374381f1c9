import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startOn, untilAnswers } from './processes.mjs';

const server = fileURLToPath(new URL('bare-server.mjs', import.meta.url));
/** Node writes them by itself, or they are answered from the request. */
const NOT_COPIED = /^(date|connection|keep-alive|etag)$/i;

/**
 * Node's HTTP server with nothing behind it: it is sent Accord's requests and sends Accord's headers, but knows no
 * credential and no bundle. What it answers is what there is to reach on Node.
 */
export async function startBare({ node, port, core, log, accord }) {
  const headers = JSON.stringify(await headersOf304(accord));
  const child = startOn(core, node, [server, port, headers].map(String), { log });
  await untilAnswers(`http://127.0.0.1:${port}/`, child, 10_000);
  return { name: 'node:http, nothing behind it', pid: child.pid, port, file: accord.file };
}

/** Names and values of one of Accord's own answers, in turn. */
async function headersOf304({ port, file }) {
  const [, request] = readFileSync(file, 'utf8').split('\n')[0].split('\t');
  const [, ...lines] = request.split('\\r\\n').filter((line) => line !== '');
  const asked = Object.fromEntries(lines.map((line) => line.split(': ')));
  const answer = await new Promise((resolve, reject) =>
    get({ host: '127.0.0.1', port, path: '/v1/policy', headers: asked }, resolve).once('error', reject),
  );
  answer.resume();
  if (answer.statusCode !== 304) throw new Error(`Accord answered ${answer.statusCode}, not 304.`);
  const { rawHeaders } = answer;
  return rawHeaders.filter((_, index) => !NOT_COPIED.test(rawHeaders[index - (index % 2)]));
}
