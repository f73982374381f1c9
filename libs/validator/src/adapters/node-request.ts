import type { IncomingMessage } from 'node:http';
import type { AdaptedRequest } from './adapter.js';
import { correlationIdOf } from './correlation-id.js';

/** What the framework around Node's request knows better. */
type Told = Pick<AdaptedRequest, 'target' | 'origin' | 'certificateThumbprint'>;

/** Reads what every framework on Node's own server shares. */
export function readNodeRequest(message: IncomingMessage, told: Told): AdaptedRequest {
  return {
    ...told,
    // Node keeps only the first of two Authorization lines in `headers`; two of them must be seen as two.
    authorization: message.headersDistinct['authorization'] ?? [],
    method: message.method ?? '',
    correlationId: correlationIdOf(message.headers['x-request-id']),
    dpop: message.headersDistinct['dpop'] ?? [],
  };
}
