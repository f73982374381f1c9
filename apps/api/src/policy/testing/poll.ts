import { createPublicKey, verify } from 'node:crypto';
import { BundlePayload, Freshness } from '@accord/contract';
import type { TrustKeys } from '@accord/contract/http';
import type { TestApp } from '../../platform/testing/test-app.js';

/** What came back of a poll, unparsed. */
export interface PollAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly etag: string;
}

/** Polls once with a credential. */
export async function poll(
  api: Pick<TestApp, 'url'>,
  secret: string,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<PollAnswer> {
  const response = await fetch(`${api.url}/v1/policy`, {
    headers: { authorization: `Bearer ${secret}`, ...headers },
    ...(signal ? { signal } : {}),
  });
  return {
    status: response.status,
    headers: response.headers,
    text: await response.text(),
    etag: response.headers.get('etag') ?? '',
  };
}

interface Opened {
  readonly header: { readonly alg: string; readonly typ: string; readonly kid: string };
  readonly payload: unknown;
}

/** Opens a compact JWS with the published trust keys, or throws. */
export async function openJws(api: TestApp, jws: string): Promise<Opened> {
  const { body } = await api.request<TrustKeys>('GET', '/v1/trust/keys.json', { token: null });
  const [head = '', payload = '', signature = ''] = jws.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Opened['header'];
  const jwk = body.keys.find((key) => key.kid === header.kid);
  if (!jwk) throw new Error(`no trust key ${header.kid}`);
  const key = createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' });
  if (!verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
    throw new Error('the signature does not hold');
  return { header, payload: JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown };
}

/** The verified bundle of a 200. */
export async function openBundle(api: TestApp, answer: PollAnswer): Promise<BundlePayload> {
  const { header, payload } = await openJws(api, answer.text);
  if (header.typ !== 'accord-bundle+jwt' || header.alg !== 'EdDSA') throw new Error(JSON.stringify(header));
  return BundlePayload.parse(payload);
}

/** The verified freshness of a 200 or 304. */
export async function openFresh(api: TestApp, answer: PollAnswer): Promise<Freshness> {
  const { header, payload } = await openJws(api, answer.headers.get('accord-fresh') ?? '');
  if (header.typ !== 'accord-fresh+jwt') throw new Error(header.typ);
  return Freshness.parse(payload);
}
