import { join } from 'node:path';
import type { TrustKeys } from '@accord/contract/http';
import { createValidator, type Validator } from '@accord/validator';
import type { Logger } from '../log.js';
import type { ServiceName } from '../scenario.js';

export interface ProtectOptions {
  service: ServiceName;
  apiUrl: string;
  credential: string;
  trustKeys: TrustKeys;
  dataDir: string;
  log: Logger;
}

/** The whole of what a service does to join Accord. */
export function protect({ service, apiUrl, credential, trustKeys, dataDir, log }: ProtectOptions): Validator {
  return createValidator({
    url: apiUrl,
    credential,
    trustKeys,
    cacheDir: join(dataDir, 'demo', 'cache', service),
    service,
    onVerdict: ({ outcome, correlationId }) => {
      if (outcome !== 'accepted') log(`${service} refused request ${correlationId ?? '-'}: ${outcome}`);
    },
  });
}
