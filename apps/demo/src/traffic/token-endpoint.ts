import { AUDIENCE, CLIENT_SECRET, type Api, type ClientName } from '../scenario.js';

const basic = (client: ClientName) => `Basic ${Buffer.from(`${client}:${CLIENT_SECRET}`).toString('base64')}`;

async function tokenRequest(issuer: string, client: ClientName, parameters: Record<string, string>) {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: basic(client) },
    body: new URLSearchParams(parameters),
  });
  const body = (await answer.json()) as { access_token?: string; id_token?: string; error?: string };
  if (!answer.ok) throw new Error(`token endpoint answered ${answer.status}: ${body.error ?? ''}`);
  return body;
}

/** An access token by client credentials (RFC 6749 §4.4) for one API (RFC 8707). */
export async function accessToken(
  issuer: string,
  client: ClientName,
  api: Api,
  scope: string,
): Promise<string> {
  const { access_token: token } = await tokenRequest(issuer, client, {
    grant_type: 'client_credentials',
    resource: AUDIENCE[api],
    scope,
  });
  if (token === undefined) throw new Error('token endpoint answered without an access token');
  return token;
}

/** An ID token by the authorization code flow (RFC 6749 §4.1, OpenID Connect Core §3.1), cookies and all. */
export async function idToken(issuer: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  let location = `${issuer}/auth?${new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirectUri,
    nonce: crypto.randomUUID(),
  }).toString()}`;
  for (let hop = 0; hop < 10; hop += 1) {
    if (location.startsWith(redirectUri)) return exchange(issuer, redirectUri, new URL(location));
    const answer = await fetch(location, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      cookies.set(name, value.join('='));
    }
    const next = answer.headers.get('location');
    if (next === null)
      throw new Error(`log-in stopped at ${new URL(location).pathname} with ${answer.status}`);
    location = new URL(next, location).href;
  }
  throw new Error('log-in went round in circles');
}

async function exchange(issuer: string, redirectUri: string, callback: URL): Promise<string> {
  const code = callback.searchParams.get('code');
  if (code === null) throw new Error(`log-in failed: ${callback.searchParams.get('error') ?? 'no code'}`);
  const { id_token: token } = await tokenRequest(issuer, 'web', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
  });
  if (token === undefined) throw new Error('token endpoint answered without an ID token');
  return token;
}
