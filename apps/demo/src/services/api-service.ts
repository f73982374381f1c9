import type { Validator } from '@accord/validator';
import { accordExpress } from '@accord/validator/express';
import express, { type Express } from 'express';
import { beforeAccord } from '../before/hand-made-checks.js';
import type { Api } from '../scenario.js';

/** One of the three APIs: reads with `<api>:read`, creates with `<api>:write`. */
export function apiService(api: Api, validator: Validator, jwksUrl: string, issuer: string): Express {
  const app = express();
  app.use('/before', beforeAccord(api, { jwksUrl, issuer }));
  app.use(`/${api}`, accordExpress(validator));
  app.get(`/${api}/items`, (_request, response) => {
    response.json({ api, items: [] });
  });
  app.post(`/${api}/items`, (_request, response) => {
    response.status(201).json({ api, created: true });
  });
  return app;
}
