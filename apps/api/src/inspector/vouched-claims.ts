import { type BundlePayload, PublicJwk } from '@accord/contract';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';

const ALG = 'EdDSA';

type ContractIssuer = BundlePayload['contract']['issuers'][number];

/** Made once per process. It signs pasted claims only, and stands in no bundle that leaves this process. */
let standIn: ReturnType<typeof makeKey> | undefined;

async function makeKey() {
  const { privateKey, publicKey } = await generateKeyPair(ALG);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'stand-in', alg: ALG, use: 'sig' };
  return { privateKey, jwk: PublicJwk.parse(jwk) };
}

/** A token, and the bundle that it is to be judged under. */
export interface Vouched {
  readonly token: string;
  readonly payload: BundlePayload | null;
}

/**
 * Claims as a token whose header and signature are good, with the bundle under which they are: so the validator's own
 * code judges all that depends on the claims. `claims` is the text of the payload, taken as it is. No type is claimed for
 * the token: what looks like an ID token is refused wherever ID tokens are.
 */
export async function vouchFor(claims: string, payload: BundlePayload | null): Promise<Vouched> {
  const { privateKey, jwk } = await (standIn ??= makeKey());
  const token = await new CompactSign(Buffer.from(claims))
    .setProtectedHeader({ alg: ALG, kid: jwk.kid })
    .sign(privateKey);
  return { token, payload: payload && underKey(payload, jwk) };
}

function underKey(payload: BundlePayload, jwk: PublicJwk): BundlePayload {
  const { contract } = payload;
  const issuers = contract.issuers.map((issuer): ContractIssuer => {
    const { token_type: type, ...overrides } = issuer.overrides;
    const anyType = type ? { token_type: { ...type, typ: null } } : {};
    return { ...issuer, algorithms: [ALG], overrides: { ...overrides, ...anyType } };
  });
  return {
    ...payload,
    contract: { ...contract, issuers, token_type: { ...contract.token_type, typ: null } },
    shadow: null,
    issuers: payload.issuers.map((issuer) => ({ ...issuer, jwks: { keys: [jwk] }, denied_kids: [] })),
  };
}
