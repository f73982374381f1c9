import { APIS, type Api } from '../scenario.js';
import { KIND_NAMES, type Kind } from '../traffic/kinds.js';
import type { TokenSource } from '../traffic/token-source.js';

/** What one kind of token met in the world before: the HTTP status of each flow. */
export interface BeforeRow {
  kind: Kind;
  flows: Record<'gateway' | Api, number | null>;
}

/** Sends one token of each kind, made for orders, through every hand-made check. */
export async function observeBefore(
  tokens: TokenSource,
  gatewayUrl: string,
  apiUrls: Record<Api, string>,
): Promise<BeforeRow[]> {
  const rows: BeforeRow[] = [];
  for (const kind of KIND_NAMES) {
    const token = await tokens.token(kind, 'orders');
    const status = async (url: string) => {
      if (token === null) return null;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      await answer.arrayBuffer();
      return answer.status;
    };
    const [gateway, ...direct] = await Promise.all([
      status(`${gatewayUrl}/before/orders/items`),
      ...APIS.map((api) => status(`${apiUrls[api]}/before/${api}/items`)),
    ]);
    const flows = Object.fromEntries(APIS.map((api, index) => [api, direct[index] ?? null]));
    rows.push({ kind, flows: { gateway: gateway ?? null, ...flows } as BeforeRow['flows'] });
  }
  return rows;
}
