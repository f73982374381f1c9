import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { DataSource } from 'typeorm';
import { liftVersions } from '../bundles/lift-versions.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { SystemClock } from '../platform/clock/clock.js';
import { SERVING_LIMITS } from '../platform/database/data-source-options.js';
import { systemContext } from '../platform/http/request-context.js';
import { UsageError, runCommand } from './run-command.js';

const USAGE = `usage: after-restore --at-least 1000000 [--confirm]
  --at-least  the highest bundle version that any service may have seen, or any number above it
  --confirm   do it; without it, only say what would be done`;
/** Numbers on the wire have at most 15 digits: room is left for the changes to come. */
const HIGHEST = 1_000_000_000_000;

await runCommand(
  'after-restore',
  { usage: USAGE, entities: [], limits: SERVING_LIMITS, needsTables: true },
  async (dataSource) => {
    const { atLeast, confirmed } = readCall();
    const log = new ChangeLog(dataSource, new SystemClock());
    const { number: head } = await log.head();
    if (head > atLeast) {
      throw new Error(
        `The log is at ${head}, which is above ${atLeast} already. If services are ahead of it, give the highest version that they report.`,
      );
    }
    const highest = await highestReported(dataSource);
    say(`The log is at ${head}. The highest version that an instance reported here is ${highest ?? 'none'}.`);
    if (!confirmed) {
      say(
        `With --confirm, one event takes the number ${atLeast + 1}, and every bundle becomes that version.`,
      );
      return;
    }
    const context = systemContext('after-restore', randomUUID());
    const number = await log.run(context, (change) =>
      liftVersions(change, atLeast, 'lifting the log after a restore'),
    );
    say(`Lifted: the log is at ${number}, and so is every bundle. Running replicas follow within a second.`);
  },
);

/** The instances of the backup, and those that polled since: what others have seen is not known here. */
async function highestReported(dataSource: DataSource): Promise<number | null> {
  const rows = await dataSource.query<{ highest: number | null }[]>(
    'SELECT max(applied_version) AS highest FROM instances',
  );
  return rows[0]?.highest ?? null;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readCall(): { atLeast: number; confirmed: boolean } {
  const { values } = parseArgs({
    options: { 'at-least': { type: 'string' }, confirm: { type: 'boolean', default: false } },
  });
  const atLeast = z.coerce.number().int().min(1).max(HIGHEST).safeParse(values['at-least']);
  if (!atLeast.success) throw new UsageError(USAGE);
  return { atLeast: atLeast.data, confirmed: values.confirm };
}
