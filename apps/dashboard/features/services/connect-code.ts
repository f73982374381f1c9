import type { TrustKeys } from '@accord/contract/http';

export interface Connection {
  /** Where this installation is reached. */
  url: string;
  service: string;
  environment: string;
  secret: string;
  trustKeys: TrustKeys;
}

/** What an instance needs in its environment; quoted so that shells, `node --env-file` and Compose read the same. */
export function environmentVariables({ url, secret, trustKeys }: Connection): string {
  return `ACCORD_URL=${url}
ACCORD_CREDENTIAL=${secret}
ACCORD_TRUST_KEYS='${JSON.stringify(trustKeys)}'
ACCORD_CACHE_DIR=.accord-cache`;
}

/** A whole service with Express in front of which the validator stands; it reads those variables. */
export function expressCode({ service, environment }: Pick<Connection, 'service' | 'environment'>): string {
  return `import { createValidator } from '@accord/validator';
import { accordExpress } from '@accord/validator/express';
import express from 'express';

const validator = createValidator({
  url: process.env.ACCORD_URL,
  credential: process.env.ACCORD_CREDENTIAL,
  trustKeys: JSON.parse(process.env.ACCORD_TRUST_KEYS), // pinned: nobody else can sign its policy
  cacheDir: process.env.ACCORD_CACHE_DIR, // on a disk that stays
  service: '${service}',
  environment: '${environment}',
  logger: console, // what it applied, and why a poll failed
  onVerdict: (entry) => entry.outcome === 'accepted' || console.warn(entry), // why a token was refused; never the token
});

const app = express();
app.use(accordExpress(validator));
app.get('/', (req, res) => res.json({ subject: req.auth?.claims.sub }));
app.listen(process.env.PORT ?? 8080);

const stop = () => validator.close().then(() => process.exit());
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);
`;
}
