import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import {
  ALGORITHM,
  APIS,
  AUDIENCE,
  CLIENT_SECRET,
  CLIENTS,
  TOKEN_SECONDS,
  type ClientName,
} from '../scenario.js';
import type { SigningKey } from './signing-key-client.js';

const TTL: Partial<Record<ClientName, number>> = { batch: 12 * 3600, quick: 1 };

/** A certified OpenID provider that signs with the given key. It loads keys at construction only. */
export function buildProvider(issuer: string, key: SigningKey, redirectUri: string): Provider {
  return new Provider(issuer, configuration(key, redirectUri));
}

function configuration(key: SigningKey, redirectUri: string): Configuration {
  return {
    jwks: { keys: [key.privateJwk] },
    clients: (Object.keys(CLIENTS) as ClientName[]).map((name) => client(name, redirectUri)),
    cookies: { keys: [CLIENT_SECRET] },
    scopes: ['openid', ...APIS.flatMap((api) => [`${api}:read`, `${api}:write`])],
    findAccount: (_context, id) => ({ accountId: id, claims: () => Promise.resolve({ sub: id }) }),
    extraTokenClaims: (_context, token) =>
      'clientId' in token && token.clientId === 'crm' ? { email: 'ada@example.test' } : undefined,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource, { clientId }) => ({
          scope: APIS.filter((api) => AUDIENCE[api] === resource)
            .map((api) => `${api}:read ${api}:write`)
            .join(' '),
          audience: resource,
          accessTokenTTL: TTL[clientId as ClientName] ?? TOKEN_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: ALGORITHM } },
        }),
      },
    },
    ttl: {
      AccessToken: TOKEN_SECONDS,
      ClientCredentials: (_context, token) => token.resourceServer?.accessTokenTTL ?? TOKEN_SECONDS,
      IdToken: TOKEN_SECONDS,
      Interaction: 60,
      Session: 60,
      Grant: 60,
      AuthorizationCode: 30,
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: grantEverything,
  };
}

function client(name: ClientName, redirectUri: string) {
  const shared = {
    client_id: name,
    client_secret: CLIENT_SECRET,
    token_endpoint_auth_method: 'client_secret_basic' as const,
    id_token_signed_response_alg: ALGORITHM as 'ES256',
  };
  return name === 'web'
    ? { ...shared, grant_types: ['authorization_code'], redirect_uris: [redirectUri] }
    : { ...shared, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
}

/** The demo's people consent to everything: what is shown here is validation, not consent. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const clientId = oidc.client?.clientId;
  const accountId = oidc.session?.accountId;
  if (clientId === undefined || accountId === undefined) return undefined;
  const grant = new oidc.provider.Grant({ clientId, accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}
