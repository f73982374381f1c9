import { randomUUID } from 'node:crypto';
import { KeyBox } from '../custody/key-box.js';
import { resealAll } from '../custody/reseal.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { SystemClock } from '../platform/clock/clock.js';
import { ConfigError, type ConfigProblem } from '../platform/config/config.js';
import { readMasterKey } from '../platform/config/master-key.js';
import { SERVING_LIMITS } from '../platform/database/data-source-options.js';
import { systemContext } from '../platform/http/request-context.js';
import { runCommand } from './run-command.js';

const USAGE =
  'usage: change-master-key   (with the present key in ACCORD_MASTER_KEY and the new one in ACCORD_NEW_MASTER_KEY, or their …_FILE)';
const NEXT = `Next: put the new key where ACCORD_MASTER_KEY or ACCORD_MASTER_KEY_FILE of the API points, and restart every
replica, one after the other. A replica that runs on with the old key serves policy, but makes no signing keys
and hands none over. Keep the old key for as long as you keep backups from before.
`;

await runCommand(
  'change-master-key',
  { usage: USAGE, entities: [], limits: SERVING_LIMITS, needsTables: true },
  async (dataSource) => {
    const { present, next } = readMasterKeys();
    const log = new ChangeLog(dataSource, new SystemClock());
    const { resealed, already } = await log.run(systemContext('change-master-key', randomUUID()), (change) =>
      resealAll(change, present, next),
    );
    const bundleKeys = resealed['bundle-key'];
    const issuerKeys = resealed['issuer-key'];
    process.stdout.write(
      bundleKeys + issuerKeys > 0
        ? `Sealed anew under the new master key: ${bundleKeys} bundle keys, ${issuerKeys} issuer keys.\n`
        : `Nothing to do: ${already} keys are sealed under the new master key, and none under the old one.\n`,
    );
    process.stdout.write(NEXT);
  },
);

function readMasterKeys(): { present: KeyBox; next: KeyBox } {
  const problems: ConfigProblem[] = [];
  const present = readMasterKey(process.env, 'ACCORD_MASTER_KEY', problems);
  const next = readMasterKey(process.env, 'ACCORD_NEW_MASTER_KEY', problems);
  if (problems.length === 0 && Buffer.from(present).equals(next)) {
    const expected = 'another key than ACCORD_MASTER_KEY';
    problems.push({ variable: 'ACCORD_NEW_MASTER_KEY', found: undefined, expected });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { present: new KeyBox(present), next: new KeyBox(next) };
}
