import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const run = promisify(execFile);
const client = fileURLToPath(new URL('load-client.mjs', import.meta.url));

/**
 * Loads a server from one core for `seconds` and returns { requests, seconds }. Throws when a single answer was
 * not a 304 with the right ETag.
 */
export async function load(node, port, requestsFile, { seconds, connections, core }) {
  const load = [client, port, requestsFile, seconds, connections].map(String);
  const { stdout } = await run('taskset', ['-c', String(core), node, ...load]);
  const result = JSON.parse(stdout);
  if (result.failed > 0)
    throw new Error(`${result.failed} answers were not what they must be, such as: ${result.sample}`);
  return result;
}

/**
 * One line for each request: the ETag that must come back ('' for a server that leaves it out), a tab, the request
 * with its line ends escaped.
 */
export function requestLine({ path, etag, answeredEtag, headers }) {
  const lines = [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', `If-None-Match: ${etag}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return `${answeredEtag}\t${lines.join('\\r\\n')}\\r\\n\\r\\n`;
}
