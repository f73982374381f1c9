import express from 'express';
import type { Logger } from '../log.js';
import { listen, type RunningServer } from '../listen.js';
import { ISSUER } from '../scenario.js';
import { buildProvider } from './provider.js';
import { SigningKeyClient } from './signing-key-client.js';

export interface IssuerOptions {
  issuer: string;
  port: number;
  apiUrl: string;
  credential: string;
  redirectUri: string;
  log: Logger;
}

export interface RunningIssuer extends RunningServer {
  currentKid(): string;
}

/** The authorization server: follows Accord's signing key and swaps the provider when the key changes. */
export async function startIssuer(options: IssuerOptions): Promise<RunningIssuer> {
  const keys = new SigningKeyClient(options.apiUrl, options.credential);
  await keys.register();
  let { key, refreshSeconds } = await keys.current();
  let provider = buildProvider(options.issuer, key, options.redirectUri);
  keys.acknowledge(key);

  let timer: NodeJS.Timeout | undefined;
  const refresh = async () => {
    try {
      const next = await keys.current();
      refreshSeconds = next.refreshSeconds;
      const swaps = next.key.kid !== key.kid;
      if (swaps) {
        provider = buildProvider(options.issuer, next.key, options.redirectUri);
        options.log(`issuer signs with ${next.key.kid.slice(0, 8)}… instead of ${key.kid.slice(0, 8)}…`);
      }
      key = next.key;
      keys.acknowledge(key);
      if (swaps) await keys.current();
    } catch (error) {
      options.log(`issuer keeps its key; Accord did not answer: ${String(error)}`);
    }
    timer = setTimeout(() => void refresh(), refreshSeconds * 1000);
  };
  timer = setTimeout(() => void refresh(), refreshSeconds * 1000);

  const app = express();
  // The published key set is Accord's: it holds the next and the previous key too.
  app.get('/jwks', async (_request, response) => {
    const answer = await fetch(`${options.apiUrl}/issuers/${ISSUER}/jwks.json`);
    response
      .status(answer.status)
      .type('application/jwk-set+json')
      .send(await answer.text());
  });
  app.get('/interaction/:uid', async (request, response) => {
    await provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
  });
  app.use((request, response) => void provider.callback()(request, response));
  const server = await listen(app, options.port);
  return {
    currentKid: () => key.kid,
    close: async () => {
      clearTimeout(timer);
      await server.close();
      await keys.leave().catch((error: unknown) => {
        options.log(`issuer could not say that it stops: ${String(error)}`);
      });
    },
  };
}
