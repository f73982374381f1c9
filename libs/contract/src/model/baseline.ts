import { z } from 'zod';
import { Algorithm } from './algorithm.js';

/**
 * The organisation's guard rails: a contract may be tighter, never looser. Checked when a contract is
 * published; not a part of the bundle.
 */
export const Baseline = z
  .strictObject({
    algorithms: z
      .array(Algorithm)
      .min(1)
      .default(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'])
      .meta({
        title: 'Allowed algorithms',
        description: 'A contract may accept these from its issuers and no others (RFC 8725 §3.1).',
      }),
    max_lifetime_seconds: z.int().min(1).max(31_536_000).default(3600).meta({
      title: 'Ceiling of the lifetime',
      description: 'Seconds. The longest exp minus iat that a contract may accept; none may leave it open.',
    }),
    max_clock_tolerance_seconds: z.int().min(0).max(300).default(60).meta({
      title: 'Ceiling of the clock tolerance',
      description: 'Seconds. The most that a contract may forgive for clocks that disagree.',
    }),
    min_rsa_bits: z.int().min(2048).max(16384).default(2048).meta({
      title: 'Smallest RSA key',
      description: 'Bits. Contracts that accept RSA must ask for at least this (RFC 7518 §3.3).',
    }),
    require_typ: z
      .boolean()
      .default(true)
      .meta({ title: 'Require a typ', description: 'Refuses contracts whose token_type.typ is null.' }),
    reject_id_tokens: z.boolean().default(true).meta({
      title: 'ID tokens must be refused',
      description: 'Refuses contracts that would take an ID token for an access token.',
    }),
    required_claims: z.array(z.string()).default([]).meta({
      title: 'Claims that every contract requires',
      description: 'Beside `iss`, `aud` and `exp`, which all of them require.',
    }),
    forbidden_claims: z.array(z.string()).default(['email', 'phone_number', 'address', 'birthdate']).meta({
      title: 'Claims that every contract forbids',
      description: 'What has no business in an access token, such as personal data.',
    }),
    forbidden_action: z.enum(['report', 'reject']).default('report').meta({
      title: 'What forbidden claims lead to, at least',
      description: 'reject: every contract must refuse such tokens; report: counting them is enough.',
    }),
  })
  .meta({ id: 'Baseline', title: 'Baseline' });
export type Baseline = z.infer<typeof Baseline>;
