import type { Validator } from '@accord/validator';
import { accordExpress } from '@accord/validator/express';
import express, { type Express, type Request, type Response } from 'express';
import { beforeAccord } from '../before/hand-made-checks.js';
import { APIS, type Api } from '../scenario.js';

/** Checks every token by its own contract, then forwards to the API, which checks again by its contract. */
export function gateway(
  upstream: Record<Api, string>,
  validator: Validator,
  jwksUrl: string,
  issuer: string,
): Express {
  const app = express();
  app.use('/before', beforeAccord('gateway', { jwksUrl, issuer }));
  for (const api of APIS) app.all(`/before/${api}/items`, forward(upstream[api]));
  app.use(accordExpress(validator));
  for (const api of APIS) app.all(`/${api}/items`, forward(upstream[api]));
  return app;
}

function forward(origin: string) {
  return async (request: Request, response: Response): Promise<void> => {
    const answer = await fetch(`${origin}${request.originalUrl}`, {
      method: request.method,
      headers: { authorization: request.headers.authorization ?? '' },
    });
    response.status(answer.status).set('x-answered-by', new URL(origin).port);
    response.type(answer.headers.get('content-type') ?? 'text/plain').send(await answer.text());
  };
}
