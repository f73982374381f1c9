import type { ValidationContractInput } from '@accord/contract';
import {
  ALGORITHM,
  APIS,
  AUDIENCE,
  CLOCK_TOLERANCE_SECONDS,
  MAX_LIFETIME_SECONDS,
  type Api,
  type ServiceName,
} from '../scenario.js';

/** The contract of each of the demo's services; they agree in everything but audience, scopes and personal data. */
export function contractOf(service: ServiceName, issuer: string): ValidationContractInput {
  return {
    schema: 1,
    issuers: [{ issuer, algorithms: [ALGORITHM] }],
    audiences: service === 'gateway' ? Object.values(AUDIENCE) : [AUDIENCE[service]],
    token_type: { typ: ['at+jwt'] },
    time: {
      clock_tolerance_seconds: CLOCK_TOLERANCE_SECONDS,
      max_lifetime_seconds: MAX_LIFETIME_SECONDS,
    },
    claims: {
      // The gateway notes personal data; the services, where it would be logged, refuse it.
      forbidden: {
        names: ['email', 'phone_number', 'address', 'birthdate'],
        action: service === 'gateway' ? 'report' : 'reject',
      },
    },
    authorization: service === 'gateway' ? gatewayRoutes() : apiRoutes(service),
  };
}

function gatewayRoutes(): ValidationContractInput['authorization'] {
  return {
    routes: APIS.map((api) => ({ id: api, path: `/${api}/*` })),
    unmatched: 'deny',
  };
}

function apiRoutes(api: Api): ValidationContractInput['authorization'] {
  return {
    default: { all_scopes: [`${api}:read`] },
    routes: [
      { id: 'list', methods: ['GET'], path: `/${api}/items` },
      { id: 'create', methods: ['POST'], path: `/${api}/items`, all_scopes: [`${api}:write`] },
    ],
  };
}
