import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ROLE_PERMISSIONS, Role } from '@accord/contract';
import { CreateApiToken } from '@accord/contract/http';
import { ApiTokenEntity } from '../api-tokens/api-token.entity.js';
import { ApiTokensRepository } from '../api-tokens/api-tokens.repository.js';
import { ApiTokensService } from '../api-tokens/api-tokens.service.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { SystemClock } from '../platform/clock/clock.js';
import { SERVING_LIMITS } from '../platform/database/data-source-options.js';
import { systemContext } from '../platform/http/request-context.js';
import { UsageError, runCommand } from './run-command.js';

const USAGE = `usage: create-api-token --name ci --role ${Role.options.join('|')} [--expires-in-days 90]`;
const DAY_SECONDS = 86_400;

await runCommand(
  'create-api-token',
  { usage: USAGE, entities: [ApiTokenEntity], limits: SERVING_LIMITS, needsTables: true },
  async (dataSource) => {
    const clock = new SystemClock();
    const request = readRequest(clock.nowSeconds());
    const tokens = new ApiTokensRepository(dataSource);
    const service = new ApiTokensService(tokens, new ChangeLog(dataSource, clock), clock);
    // Whoever can reach the database is above every role.
    const operator = systemContext('create-api-token', randomUUID());
    const principal = { ...operator.principal, permissions: new Set(ROLE_PERMISSIONS.admin) };
    const { token } = await service.create({ ...operator, principal }, request);
    process.stdout.write(`${token ?? ''}\n`);
  },
);

function readRequest(now: number): CreateApiToken {
  const { values } = parseArgs({
    options: { name: { type: 'string' }, role: { type: 'string' }, 'expires-in-days': { type: 'string' } },
  });
  const days = values['expires-in-days'];
  const expires_at = days === undefined ? null : now + Math.round(Number(days) * DAY_SECONDS);
  const parsed = CreateApiToken.safeParse({ name: values.name, role: values.role, expires_at });
  if (!parsed.success) throw new UsageError(USAGE);
  return parsed.data;
}
