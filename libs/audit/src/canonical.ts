import canonicalize from 'canonicalize';
import type { ChangeEvent } from '@accord/contract';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The bytes that are hashed for an event: its members as RFC 8785 canonical JSON, UTF-8.
 *
 * @throws TypeError when a value has no JSON form (undefined, a non-finite number, a lone surrogate).
 */
export function canonicalBytes(event: ChangeEvent): Uint8Array<ArrayBuffer> {
  assertJson(event, '$');
  const text = canonicalize(event);
  if (text === undefined) throw new TypeError('the event has no JSON form');
  return new Uint8Array(new TextEncoder().encode(text));
}

/** JSON.stringify drops what it cannot say; a log must refuse it instead. */
function assertJson(value: unknown, path: string): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value)) throw new TypeError(`${path} holds a lone surrogate`);
    return;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path} is not a finite number`);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => assertJson(item, `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object') throw new TypeError(`${path} has no JSON form (${typeof value})`);
  for (const [key, member] of Object.entries(value)) {
    assertJson(key, `${path} (a member name)`);
    assertJson(member, `${path}.${key}`);
  }
}
