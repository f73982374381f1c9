import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Problem } from '../platform/errors/problem.js';

/** What may come over the wire as gzip, and what may come out of it or come plainly. Bytes. */
export const MAX_PACKED_BYTES = 64 * 1024;
export const MAX_UNPACKED_BYTES = 256 * 1024;

const unpack = promisify(gunzip);

/**
 * Reads the JSON body of a request, gzip or plain, and never holds more than the limits: a small body that unpacks
 * into a huge one is cut off.
 * @throws Problem 413, 415 or 400.
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!isJson(request.headers['content-type']))
    throw unsupported('Send the report as Content-Type: application/json.');
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw unsupported('Send the report plainly or with Content-Encoding: gzip.');
  const packed = encoding === 'gzip';
  const bytes = await readAll(request, packed ? MAX_PACKED_BYTES : MAX_UNPACKED_BYTES);
  return parse(packed ? await unpacked(bytes) : bytes);
}

async function readAll(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpacked(bytes: Buffer): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw malformed('The body is no gzip.');
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw malformed('The body is no JSON.');
  }
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(type ?? '');
}

/** The 413 of a report. */
export function tooLarge(): Problem {
  return new Problem({
    status: 413,
    code: 'body_too_large',
    detail: `A report has at most ${MAX_PACKED_BYTES} bytes packed and ${MAX_UNPACKED_BYTES} unpacked. Split it under new sequences.`,
    // The rest of the body is not read.
    headers: { connection: 'close' },
  });
}

/** The 415 of a report. */
export function unsupported(detail: string): Problem {
  return new Problem({
    status: 415,
    code: 'unsupported_media_type',
    detail,
    headers: { connection: 'close' },
  });
}

/** The 400 of a report. */
export function malformed(what: string): Problem {
  return new Problem({
    status: 400,
    code: 'malformed_request',
    detail: `${what} Send a report as JSON in UTF-8.`,
  });
}
