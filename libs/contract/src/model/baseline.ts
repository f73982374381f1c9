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
      .meta({ title: 'Allowed algorithms' }),
    max_lifetime_seconds: z
      .int()
      .min(1)
      .max(31_536_000)
      .default(3600)
      .meta({ title: 'Ceiling of the lifetime' }),
    max_clock_tolerance_seconds: z
      .int()
      .min(0)
      .max(300)
      .default(60)
      .meta({ title: 'Ceiling of the clock tolerance' }),
    min_rsa_bits: z.int().min(2048).max(16384).default(2048).meta({ title: 'Smallest RSA key' }),
    require_typ: z
      .boolean()
      .default(true)
      .meta({ title: 'Require a typ', description: 'Refuses contracts whose token_type.typ is null.' }),
    reject_id_tokens: z.boolean().default(true).meta({ title: 'ID tokens must be refused' }),
    required_claims: z.array(z.string()).default([]).meta({ title: 'Claims that every contract requires' }),
    forbidden_claims: z
      .array(z.string())
      .default(['email', 'phone_number', 'address', 'birthdate'])
      .meta({ title: 'Claims that every contract forbids' }),
    forbidden_action: z.enum(['report', 'reject']).default('report').meta({
      title: 'What forbidden claims lead to, at least',
      description: 'reject: every contract must refuse such tokens; report: counting them is enough.',
    }),
  })
  .meta({ id: 'Baseline', title: 'Baseline' });
export type Baseline = z.infer<typeof Baseline>;
