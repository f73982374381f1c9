import { pino } from 'pino';
import { expect, it } from 'vitest';
import { jobsPool } from './jobs-pool.js';

it('outlives a connection that the server ends after graphile-worker has let go of the pool', () => {
  const pool = jobsPool('postgres://nobody@127.0.0.1:1/none', pino({ level: 'silent' }));
  const ended = Object.assign(new Error('terminating connection due to administrator command'), {
    code: '57P01',
  });
  expect(() => pool.emit('error', ended)).not.toThrow();
});
