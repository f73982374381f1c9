import { decodeJwt } from 'jose';
import type { AdminApi } from '../seed/admin-api.js';
import { APIS, CLOCK_TOLERANCE_SECONDS, ISSUER, type Api } from '../scenario.js';
import type { Kind } from './kinds.js';
import { accessToken, idToken } from './token-endpoint.js';

const nowSeconds = () => Math.floor(Date.now() / 1000);

/**
 * Gets tokens of every kind from the provider's token endpoint. Only the forgery is crafted. Expired and
 * revoked tokens are real ones whose time has come: they are prepared ahead, and null until they are ready.
 */
export class TokenSource {
  private readonly expired = new Map<Api, string>();
  private readonly revoked = new Map<Api, string>();

  constructor(
    private readonly issuer: string,
    private readonly redirectUri: string,
    private readonly admin: AdminApi,
  ) {}

  async token(kind: Kind, api: Api): Promise<string | null> {
    switch (kind) {
      case 'good':
        return accessToken(this.issuer, 'shop', api, `${api}:read`);
      case 'good_write':
        return accessToken(this.issuer, 'shop', api, `${api}:read ${api}:write`);
      case 'wrong_audience':
        return accessToken(this.issuer, 'shop', neighbour(api), `${neighbour(api)}:read`);
      case 'bad_signature':
        return forge(await accessToken(this.issuer, 'shop', api, `${api}:read`));
      case 'id_token':
        return idToken(this.issuer, this.redirectUri);
      case 'long_lifetime':
        return accessToken(this.issuer, 'batch', api, `${api}:read`);
      case 'personal_data':
        return accessToken(this.issuer, 'crm', api, `${api}:read`);
      case 'missing_scope':
        return accessToken(this.issuer, 'shop', api, `${api}:write`);
      case 'expired':
        return this.expiredToken(api);
      case 'revoked':
        return this.revoked.get(api) ?? null;
    }
  }

  /** Revokes one fresh token per API; `enforced` resolves when every service has been told. */
  async renewRevoked(enforced: (changeNumber: number) => Promise<void>): Promise<void> {
    for (const api of APIS) {
      const token = await accessToken(this.issuer, 'shop', api, `${api}:read`);
      const { jti } = decodeJwt(token);
      const { change_number: number } = await this.admin.write<{ change_number: number }>(
        'POST',
        '/v1/revocations',
        {
          kind: 'tokens',
          issuer: ISSUER,
          value: jti,
          reason: 'The demo shows a revoked token',
        },
      );
      await enforced(number);
      this.revoked.set(api, token);
    }
  }

  /** Whether the revoked tokens are still young enough to be refused for nothing but their revocation. */
  revokedAreFresh(): boolean {
    const [token] = this.revoked.values();
    return token !== undefined && (decodeJwt(token).exp ?? 0) > nowSeconds() + 5;
  }

  forgetRevoked(): void {
    this.revoked.clear();
  }

  private async expiredToken(api: Api): Promise<string | null> {
    const held = this.expired.get(api);
    if (held === undefined || tooOld(held)) {
      this.expired.set(api, await accessToken(this.issuer, 'quick', api, `${api}:read`));
      return null;
    }
    return (decodeJwt(held).exp ?? 0) + CLOCK_TOLERANCE_SECONDS + 1 < nowSeconds() ? held : null;
  }
}

/** Past this its key may have left the key set, which would be another reason. */
const tooOld = (token: string) => (decodeJwt(token).exp ?? 0) + 30 < nowSeconds();

const neighbour = (api: Api): Api => APIS[(APIS.indexOf(api) + 1) % APIS.length] ?? 'orders';

/** Changes one character in the middle of the signature, where every bit counts. */
function forge(token: string): string {
  const start = token.lastIndexOf('.') + 1;
  const position = start + Math.floor((token.length - start) / 2);
  const other = token[position] === 'A' ? 'B' : 'A';
  return token.slice(0, position) + other + token.slice(position + 1);
}
