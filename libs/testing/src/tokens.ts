import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  BundlePayload,
  PublicJwk,
  ValidationContract,
  type Algorithm,
  type ValidationContractInput,
} from '@accord/contract';
import { canonicalContract } from '@accord/policy';

/** A signing key of a test's issuer. */
export interface TestKey {
  readonly kid: string;
  readonly alg: Algorithm;
  readonly publicJwk: PublicJwk;
  readonly privateKey: KeyObject;
}

export const TEST_ISSUER = 'https://auth.example.com';
export const TEST_AUDIENCE = 'https://api.example.com/payments';

const CURVES: Partial<Record<Algorithm, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

function generate(alg: Algorithm, rsaBits: number): { publicKey: KeyObject; privateKey: KeyObject } {
  if (alg === 'EdDSA' || alg === 'Ed25519') return generateKeyPairSync('ed25519');
  const namedCurve = CURVES[alg];
  return namedCurve === undefined
    ? generateKeyPairSync('rsa', { modulusLength: rsaBits })
    : generateKeyPairSync('ec', { namedCurve });
}

/** Makes a fresh key pair. The public JWK names its alg. */
export function makeKey(alg: Algorithm, kid: string, rsaBits = 2048): TestKey {
  const { publicKey, privateKey } = generate(alg, rsaBits);
  const jwk = publicKey.export({ format: 'jwk' });
  return { kid, alg, publicJwk: PublicJwk.parse({ ...jwk, kid, alg, use: 'sig' }), privateKey };
}

/** Signs bytes as RFC 7518 §3 says for the algorithm. */
export function signBytes(key: Pick<TestKey, 'alg' | 'privateKey'>, data: Buffer): Buffer {
  if (key.alg === 'EdDSA' || key.alg === 'Ed25519') return sign(null, data, key.privateKey);
  const digest = `sha${key.alg.slice(2)}`;
  if (key.alg.startsWith('ES')) return sign(digest, data, { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  const padding = key.alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return sign(digest, data, { key: key.privateKey, padding, saltLength });
}

/** A compact JWS over header and payload exactly as given, however odd they are. */
export function signParts(
  key: Pick<TestKey, 'alg' | 'privateKey'>,
  header: string | Buffer,
  payload: string | Buffer,
): string {
  const input = `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`;
  return `${input}.${signBytes(key, Buffer.from(input)).toString('base64url')}`;
}

/** The claims of a good access token (RFC 9068 §2.2), five minutes long. `now` is epoch seconds. */
export function makeClaims(now: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const claims: Record<string, unknown> = {
    iss: TEST_ISSUER,
    aud: TEST_AUDIENCE,
    sub: 'user-1',
    client_id: 'shop',
    jti: 'token-1',
    iat: now - 10,
    exp: now + 290,
    ...changes,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

/** A signed token. A member that is undefined in `claims` or `header` is left out. */
export function makeToken(options: {
  key: TestKey;
  now: number;
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
}): string {
  const { key, now, claims, header } = options;
  const members = { alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header };
  return signParts(key, JSON.stringify(members), JSON.stringify(makeClaims(now, claims)));
}

/** A small contract of one issuer; give members to replace whole ones. */
export function makeContract(
  key: Pick<TestKey, 'alg'>,
  changes: Partial<ValidationContractInput> = {},
): ValidationContractInput {
  return {
    schema: 1,
    issuers: [{ issuer: TEST_ISSUER, algorithms: [key.alg] }],
    audiences: [TEST_AUDIENCE],
    token_type: { typ: ['at+jwt'] },
    ...changes,
  };
}

/** A contract as it stands in a bundle: defaults filled in, with version and hash. */
export function numberedContract(input: ValidationContractInput, version: number): BundlePayload['contract'] {
  const contract = ValidationContract.parse(input);
  const digest = createHash('sha256').update(canonicalContract(contract)).digest('base64url');
  return { ...contract, version, hash: `sha256:${digest}` };
}

/** A bundle for one service with the given keys. `issuer`, `revocations` and `bundle` replace whole members. */
export function makeBundle(options: {
  keys: readonly [TestKey, ...TestKey[]];
  contract?: ValidationContractInput;
  issuer?: Partial<BundlePayload['issuers'][number]>;
  revocations?: Partial<BundlePayload['revocations']>;
  bundle?: Partial<BundlePayload>;
}): BundlePayload {
  const { keys, contract, issuer, revocations, bundle } = options;
  const jwks = { keys: keys.map((key) => key.publicJwk) };
  return BundlePayload.parse({
    schema: 1,
    service: 'payments',
    environment: 'production',
    version: 4211,
    issued_at: 1_795_440_000,
    contract: numberedContract(contract ?? makeContract(keys[0]), 7),
    shadow: null,
    issuers: [{ issuer: TEST_ISSUER, jwks, denied_kids: [], not_before: null, ...issuer }],
    revocations: { tokens: [], subjects: [], sessions: [], clients: [], ...revocations },
    hints: { poll_seconds: 30, long_poll_seconds: 30, report_seconds: 60 },
    ...bundle,
  });
}
