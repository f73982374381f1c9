import { Baseline } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { normalizeContract } from '../contract/normalize-contract.js';
import { evaluate } from '../evaluate/evaluate.js';
import { indexRevocations } from '../evaluate/revocations.js';
import { compileRules } from '../evaluate/rules.js';
import { lintContract } from '../lint/lint-contract.js';
import { ISSUER_PRESETS, type IssuerPreset, presetOfIssuer, withPreset } from './issuer-presets.js';

const NOW = 1_795_440_000;
const TIMES = { iat: NOW, exp: NOW + 300 };

interface Sample {
  readonly audience: string;
  readonly typ: string | undefined;
  readonly access: Record<string, unknown>;
  /** The ID token of the same log-in. */
  readonly id: Record<string, unknown>;
}

/** Tokens as the products' own pages show them, cut down to what a contract can look at. */
const SAMPLES: Record<string, Sample> = {
  keycloak: {
    audience: 'payments',
    typ: 'JWT',
    access: {
      typ: 'Bearer',
      sub: 'f:1',
      azp: 'web',
      jti: 'onrtac:1',
      aud: ['payments', 'account'],
      scope: 'openid read',
      realm_access: { roles: ['clerk'] },
    },
    id: { typ: 'ID', sub: 'f:1', azp: 'web', jti: '2', aud: 'web', at_hash: 'h' },
  },
  auth0: {
    audience: 'https://example.com/health-api',
    typ: 'JWT',
    access: {
      sub: 'auth0|123456',
      azp: 'my_client_id',
      aud: ['https://example.com/health-api', 'https://my-domain.auth0.com/userinfo'],
      scope: 'openid read',
      permissions: ['clerk'],
    },
    id: { sub: 'auth0|123456', aud: 'my_client_id', nonce: 'n' },
  },
  okta: {
    audience: 'api://default',
    typ: undefined,
    access: {
      ver: 1,
      jti: 'AT.1',
      aud: 'api://default',
      cid: 'web',
      uid: '00u1',
      sub: 'me@example.com',
      scp: ['openid', 'read'],
      groups: ['clerk'],
    },
    id: { ver: 1, jti: 'ID.1', aud: 'web', sub: '00u1', at_hash: 'h' },
  },
  'entra-id': {
    audience: '11112222-aaaa-bbbb-cccc-3333dddd4444',
    typ: 'JWT',
    access: {
      ver: '2.0',
      aud: '11112222-aaaa-bbbb-cccc-3333dddd4444',
      azp: 'aaaabbbb-0000-cccc-1111-dddd2222eeee',
      sub: 's',
      tid: 't',
      uti: 'u',
      scp: 'read',
      roles: ['clerk'],
    },
    id: { ver: '2.0', aud: 'aaaabbbb-0000-cccc-1111-dddd2222eeee', sub: 's', tid: 't', nonce: 'n' },
  },
  cognito: {
    audience: '1example23456789',
    typ: undefined,
    access: {
      sub: 'aaaaaaaa',
      token_use: 'access',
      client_id: '1example23456789',
      jti: 'j',
      scope: 'openid read',
      'cognito:groups': ['clerk'],
    },
    id: { sub: 'aaaaaaaa', token_use: 'id', aud: '1example23456789', jti: 'j' },
  },
  'oidc-provider': {
    audience: 'https://payments.example',
    typ: 'at+jwt',
    access: {
      sub: 's',
      client_id: 'web',
      jti: 'j',
      aud: 'https://payments.example',
      scope: 'read',
      roles: ['clerk'],
    },
    id: { sub: 's', aud: 'web', nonce: 'n' },
  },
};

function sampleOf({ id }: IssuerPreset): Sample {
  const sample = SAMPLES[id];
  if (sample === undefined) throw new Error(`${id} has no sample token`);
  return sample;
}

function contractOf(preset: IssuerPreset) {
  const draft = withPreset(
    {
      schema: 1,
      audiences: [sampleOf(preset).audience],
      authorization: { default: { all_scopes: ['read'], all_roles: ['clerk'] } },
    },
    preset,
  );
  return normalizeContract(draft);
}

function reasonOf(preset: IssuerPreset, typ: string | undefined, claims: Record<string, unknown>): string {
  const rules = compileRules(contractOf(preset));
  const issuer = rules.issuers.get(preset.issuer);
  if (!issuer) throw new Error('the issuer is not in the contract');
  const token = { issuer, typ, notBefore: null, claims: { iss: preset.issuer, ...TIMES, ...claims } };
  const { failure } = evaluate(token, rules, {
    now: NOW,
    request: null,
    binding: { dpopScheme: false, dpop: undefined, mtls: undefined },
    revocations: indexRevocations({ tokens: [], subjects: [], sessions: [], clients: [] }, (text) => text),
  });
  return failure?.reason ?? 'accepted';
}

describe.each(ISSUER_PRESETS)('the preset for $name', (preset) => {
  const { typ, access, id } = sampleOf(preset);

  it('accepts its access token with scopes and roles', () => {
    expect(reasonOf(preset, typ, access)).toBe('accepted');
  });

  it('refuses its ID token', () => {
    expect(reasonOf(preset, preset.id === 'oidc-provider' ? 'JWT' : typ, id)).toMatch(
      /^(id_token_not_allowed|wrong_typ|wrong_token_use)$/,
    );
  });

  it('has nothing that publishing would refuse, but for a typ that the product does not send', () => {
    const known = { issuer: preset.issuer, kind: 'external', archived: false, keys: [] } as const;
    const baseline = Baseline.parse({ require_typ: typ !== undefined });
    const findings = lintContract(contractOf(preset), { baseline, issuers: [known] });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('withPreset', () => {
  it('keeps the issuer that is named already, and what does not depend on the product', () => {
    const [preset] = ISSUER_PRESETS;
    if (!preset) throw new Error('there is no preset');
    const before = {
      schema: 1,
      issuers: [{ issuer: 'https://id.shop.example', algorithms: ['ES256'] }],
      audiences: ['shop'],
      time: { max_lifetime_seconds: 60 },
      claims: { allowed_clients: ['web'] },
    };
    expect(withPreset(before, preset)).toMatchObject({
      issuers: [{ issuer: 'https://id.shop.example', algorithms: ['RS256'] }],
      audiences: ['shop'],
      time: { max_lifetime_seconds: 60 },
      claims: { allowed_clients: ['web'], client_claim: 'azp' },
    });
  });

  it('replaces what another preset put there for the name', () => {
    for (const before of ISSUER_PRESETS) {
      for (const preset of ISSUER_PRESETS) {
        const draft = withPreset(withPreset({}, before), preset);
        expect(draft).toMatchObject({ issuers: [{ issuer: preset.issuer }] });
      }
    }
  });

  it.each([{}, { issuers: 'x', claims: [], authorization: null }, { issuers: [{ issuer: '' }] }])(
    'makes a readable start of %j',
    (draft) => {
      for (const preset of ISSUER_PRESETS)
        expect(withPreset(draft, preset)).toMatchObject({ issuers: [{ issuer: preset.issuer }] });
    },
  );
});

describe('presetOfIssuer', () => {
  it.each([
    ['https://id.example.com/realms/shop', 'keycloak'],
    ['https://id.example.com/auth/realms/shop', 'keycloak'],
    ['https://shop.eu.auth0.com/', 'auth0'],
    ['https://shop.okta.com/oauth2/default', 'okta'],
    ['https://login.microsoftonline.com/11112222-aaaa-bbbb-cccc-3333dddd4444/v2.0', 'entra-id'],
    ['https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc', 'cognito'],
    ['https://auth.example.com', undefined],
    ['https://auth0.com.evil.example/', undefined],
    ['https://shop.okta.com', undefined],
  ])('knows the product of %s', (issuer, id) => {
    expect(presetOfIssuer(issuer)?.id).toBe(id);
  });

  it('recognises the form of every preset that has one', () => {
    for (const preset of ISSUER_PRESETS.filter(({ recognise }) => recognise !== undefined)) {
      expect(presetOfIssuer(preset.issuer)?.id).toBe(preset.id);
    }
  });
});
