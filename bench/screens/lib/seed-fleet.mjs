import { setTimeout } from 'node:timers/promises';
import { insert } from './insert.mjs';
import { uuidOf } from './fleet-plan.mjs';

const DAY_SECONDS = 86_400;
const TABLES = ['reports', 'verdict_counts', 'verdict_notes'];
/** One service has a fifth of the fleet: a list of instances must hold for it too. */
const SHARE_OF_THE_BIGGEST = 0.2;
/** How far apart an instance's reports of past days are; those of the last hour come each minute. */
const PAST_STEP_SECONDS = 4 * 3_600;

/** Instances in production: most enforce the newest policy, some are behind or refuse it. */
export async function seedInstances(client, { services, environments }, count, now) {
  const biggest = Math.floor(count * SHARE_OF_THE_BIGGEST);
  const rows = Array.from({ length: count }, (_, index) => {
    const service = index < biggest ? services[0] : services[1 + ((index - biggest) % (services.length - 1))];
    const version = service.changeNumbers[environments[0].name];
    const applied = index % 17 === 0 ? version - 1 : version;
    const error = index % 41 === 0 ? 'bundle_signature_invalid' : null;
    const place = [service.id, environments[0].id, uuidOf(`instance ${index}`)];
    return [
      ...place,
      now - 40 * DAY_SECONDS + index,
      now,
      applied,
      error,
      'validator-node/1.0.0',
      30,
      index % 3,
    ];
  });
  await insert(
    client,
    'instances',
    {
      service_id: 'uuid',
      environment_id: 'uuid',
      instance: 'uuid',
      first_seen_at: 'bigint',
      last_seen_at: 'bigint',
      applied_version: 'bigint',
      error: 'text',
      sdk: 'text',
      interval_seconds: 'int',
      clock_skew_seconds: 'int',
    },
    rows,
  );
}

/** Waits until the API has added all reports up. @returns {Promise<number>} how many they were */
export async function addedUp(client) {
  const waiting = async () => {
    const { rows } = await client.query('SELECT count(*)::int AS count FROM unsummed_reports');
    return rows[0].count;
  };
  const atFirst = await waiting();
  while ((await waiting()) > 0) await setTimeout(500);
  return atFirst;
}

/** Reports of all instances for `days` days. */
export async function seedReports(client, days, now) {
  const today = Math.floor(now / DAY_SECONDS);
  for (let day = today - days; day <= today + 2; day += 1) await createPartitions(client, day);
  for (let day = today - days; day < today; day += 1)
    await addReports(client, day * DAY_SECONDS, (day + 1) * DAY_SECONDS - 1, PAST_STEP_SECONDS);
}

/** The present: every instance was heard just now and reported each minute of the last hour. */
export async function freshen(client, now) {
  await client.query('UPDATE instances SET last_seen_at = $1', [now]);
  const minute = Math.floor(now / 60) * 60;
  await addReports(client, minute - 59 * 60, minute, 60);
}

async function createPartitions(client, day) {
  const date = new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10).replaceAll('-', '');
  for (const table of TABLES)
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${table}_${date} PARTITION OF ${table}
       FOR VALUES FROM (${day * DAY_SECONDS}) TO (${(day + 1) * DAY_SECONDS})`,
    );
}

async function addReports(client, from, to, step) {
  await client.query(
    `WITH stored AS (
       INSERT INTO reports (service_id, environment_id, instance, sequence, window_start, window_end, applied_version,
         dropped, received_at)
       SELECT service_id, environment_id, instance, at, at, at + 60, applied_version, 0, at + 61
       FROM instances, generate_series($1::bigint, $2::bigint, $3::bigint) AS at ORDER BY at ON CONFLICT DO NOTHING
       RETURNING window_start, service_id, environment_id, instance, sequence
     )
     INSERT INTO unsummed_reports (window_start, service_id, environment_id, instance, sequence) SELECT * FROM stored`,
    [from, to, step],
  );
  await client.query(
    `INSERT INTO verdict_counts (service_id, environment_id, window_start, instance, sequence, mode, outcome, issuer,
       kid, alg, contract_version, count)
     SELECT service_id, environment_id, at, instance, at, 'enforced', outcome, 'https://auth-0.bench.test', 'k1', 'ES256',
       1, count
     FROM instances, generate_series($1::bigint, $2::bigint, $3::bigint) AS at,
       LATERAL (VALUES ('accepted', 900 + at / 60 % 200), (($4::text[])[1 + (abs(hashtext(instance::text)) + at / 60) % 4], 1 + at / 60 % 9))
         AS told (outcome, count)
     WHERE outcome = 'accepted' OR (hashtext(instance::text) + at / 60) % 10 = 0
     ORDER BY at ON CONFLICT DO NOTHING`,
    [from, to, step, ['token_expired', 'wrong_aud', 'bad_signature', 'insufficient_scope']],
  );
}
