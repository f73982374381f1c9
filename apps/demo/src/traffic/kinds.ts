import type { Outcome } from '@accord/contract';

/**
 * What each kind of token must come to, written down by hand. `gateway` is the gateway's verdict, `service` that
 * of the API behind it (null: the gateway does not forward), `direct` that of the API when called without the
 * gateway. Never computed with Accord's code: this is what Accord is held against.
 */
export const KINDS = {
  good: { gateway: 'accepted', service: 'accepted', direct: 'accepted' },
  good_write: { gateway: 'accepted', service: 'accepted', direct: 'accepted' },
  wrong_audience: { gateway: 'accepted', service: 'wrong_aud', direct: 'wrong_aud' },
  expired: { gateway: 'token_expired', service: null, direct: 'token_expired' },
  bad_signature: { gateway: 'bad_signature', service: null, direct: 'bad_signature' },
  id_token: { gateway: 'id_token_not_allowed', service: null, direct: 'id_token_not_allowed' },
  long_lifetime: { gateway: 'lifetime_too_long', service: null, direct: 'lifetime_too_long' },
  personal_data: { gateway: 'accepted', service: 'forbidden_claim', direct: 'forbidden_claim' },
  missing_scope: { gateway: 'accepted', service: 'insufficient_scope', direct: 'insufficient_scope' },
  revoked: { gateway: 'token_revoked', service: null, direct: 'token_revoked' },
} as const satisfies Record<string, { gateway: Outcome; service: Outcome | null; direct: Outcome }>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** How often each kind comes in a round of traffic: mostly good, as in life. */
export const ROUND: Kind[] = [
  ...Array<Kind>(6).fill('good'),
  ...KIND_NAMES.filter((kind) => kind !== 'good'),
];
