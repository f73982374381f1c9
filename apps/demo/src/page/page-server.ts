import express from 'express';
import { listen, type RunningServer } from '../listen.js';
import type { TrafficGenerator } from '../traffic/generator.js';
import { renderPage, type PageState } from './page.js';

export interface PageOptions {
  port: number;
  state: () => Promise<PageState>;
  traffic: TrafficGenerator;
}

/** The demo's page, its counts as JSON, and a switch for the traffic. */
export async function startPage({ port, state, traffic }: PageOptions): Promise<RunningServer> {
  const app = express();
  app.get('/', async (_request, response) => {
    response.type('html').send(renderPage(await state()));
  });
  app.get('/counts', async (_request, response) => {
    const { tally } = await state();
    response.json({
      counts: tally.rows(),
      surprises: tally.surprises,
      refused_good_tokens: tally.refusedGoodTokens,
    });
  });
  app.post('/traffic/stop', async (_request, response) => {
    await traffic.stop();
    response.status(204).end();
  });
  app.post('/traffic/start', (_request, response) => {
    traffic.start();
    response.status(204).end();
  });
  return listen(app, port);
}
