import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Problem } from '../errors/problem.js';

/** A POST that came with an Idempotency-Key. */
export interface IdempotencyRequest {
  key: string;
  /** Method and path. */
  route: string;
  /** SHA-256 over route and body. */
  requestHash: Buffer;
}

/** Thrown out of the transaction when the request was carried out before: its answer is sent again, without secrets. */
export class IdempotentReplay extends Error {
  constructor(readonly response: unknown) {
    super('the request was carried out before');
    this.name = 'IdempotentReplay';
  }
}

export function idempotencyRequest(key: string, route: string, body: unknown): IdempotencyRequest {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new Problem({
      status: 400,
      code: 'idempotency_key_invalid',
      detail: 'Send an Idempotency-Key of 1 to 200 visible ASCII characters, such as a UUID.',
    });
  }
  const requestHash = createHash('sha256')
    .update(`${route}\n${JSON.stringify(body ?? null)}`)
    .digest();
  return { key, route, requestHash };
}

interface StoredKey {
  request_hash: Buffer;
  response: unknown;
}

/**
 * Takes the key for this transaction. Waits for a concurrent request with the same key to end.
 *
 * @throws IdempotentReplay when it was carried out before; Problem when the key belongs to another request.
 */
export async function claimKey(
  manager: EntityManager,
  principal: string,
  request: IdempotencyRequest,
  at: number,
): Promise<void> {
  const claimed = await manager.query<unknown[]>(
    `INSERT INTO idempotency_keys (principal, key, route, request_hash, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [principal, request.key, request.route, request.requestHash, at],
  );
  if (claimed.length > 0) return;
  const [stored] = await manager.query<StoredKey[]>(
    'SELECT request_hash, response FROM idempotency_keys WHERE principal = $1 AND key = $2',
    [principal, request.key],
  );
  throw stored?.request_hash.equals(request.requestHash) === true ? replayOf(stored.response) : keyReused();
}

function replayOf(response: unknown): Error {
  if (response !== null) return new IdempotentReplay(response);
  return new Problem({
    status: 409,
    code: 'already_done',
    detail: 'The request with this Idempotency-Key was carried out before. Read what it made instead.',
  });
}

function keyReused(): Problem {
  return new Problem({
    status: 422,
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key belongs to another request. Use a new key for each new request.',
  });
}

/** Keeps what a repeat is answered with; `response` must hold no secret. */
export async function storeAnswer(
  manager: EntityManager,
  principal: string,
  request: IdempotencyRequest,
  response: unknown,
): Promise<void> {
  await manager.query('UPDATE idempotency_keys SET response = $3 WHERE principal = $1 AND key = $2', [
    principal,
    request.key,
    JSON.stringify(response),
  ]);
}
