import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { CreateUser } from '@accord/contract/http';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { SystemClock } from '../platform/clock/clock.js';
import { SERVING_LIMITS } from '../platform/database/data-source-options.js';
import { systemContext } from '../platform/http/request-context.js';
import { SessionEntity } from '../sessions/session.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { UserEntity } from '../users/user.entity.js';
import { UsersRepository } from '../users/users.repository.js';
import { UsersService } from '../users/users.service.js';
import { UsageError, runCommand } from './run-command.js';

const USAGE = 'usage: create-admin --email ada@example.com [--name "Ada"] < file-with-the-password';

await runCommand(
  'create-admin',
  { usage: USAGE, entities: [UserEntity, SessionEntity], limits: SERVING_LIMITS, needsTables: true },
  async (dataSource) => {
    const request = await readRequest();
    const users = new UsersRepository(dataSource);
    const changeLog = new ChangeLog(dataSource, new SystemClock());
    const service = new UsersService(users, new SessionsRepository(dataSource), changeLog);
    const caller = systemContext('create-admin', randomUUID());
    const existing = await users.findByEmail(request.email);
    if (existing === null) {
      await service.create(caller, request);
      process.stdout.write(`created the administrator ${request.email}\n`);
    } else {
      // The password of an account that exists stays: running this again must not lock its owner out.
      await service.update(caller, existing.id, { role: 'admin', status: 'active' });
      process.stdout.write(`${request.email} is an administrator; the password was left as it is\n`);
    }
  },
);

async function readRequest(): Promise<CreateUser> {
  const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } });
  if (values.email === undefined) throw new UsageError(USAGE);
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const request = { email: values.email, name: values.name ?? values.email, role: 'admin', password };
  const parsed = CreateUser.safeParse(request);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UsageError([...problems, USAGE].join('\n'));
}
