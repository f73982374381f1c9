import { GENESIS_HASH, canonicalBytes, eventHash } from '@accord/audit';
import { insert } from './insert.mjs';
import { uuidOf } from './fleet-plan.mjs';

const YEAR_SECONDS = 365 * 86_400;
const COLUMNS = {
  number: 'bigint',
  at: 'bigint',
  actor_kind: 'text',
  actor_id: 'text',
  actor_name: 'text',
  action: 'text',
  object_kind: 'text',
  object_id: 'text',
  object_name: 'text',
  service_id: 'uuid',
  environment_id: 'uuid',
  issuer_id: 'uuid',
  request_id: 'text',
  reason: 'text',
  canonical: 'bytea',
  hash: 'bytea',
  previous_hash: 'bytea',
};
const PEOPLE = Array.from({ length: 40 }, (_, index) => ({
  kind: 'user',
  id: uuidOf(`person ${index}`),
  name: `person-${index}@bench.test`,
}));

const environmentCreated = ({ id, name }) => ({
  action: 'environment.created',
  object: { kind: 'environment', id, name },
  environment_id: id,
  after: { name },
});
const issuerCreated = (issuer) => ({
  action: 'issuer.created',
  object: { kind: 'issuer', id: issuer.id, name: issuer.name },
  issuer_id: issuer.id,
  after: { kind: 'external', name: issuer.name, issuer: issuer.issuer },
  done: (number) => (issuer.changeNumber = number),
});
const serviceCreated = ({ id, name, title, owner }) => ({
  action: 'service.created',
  object: { kind: 'service', id, name },
  service_id: id,
  after: { name, title, owner, description: null, archived_at: null },
});
const placed = (service, environment, kind) => ({
  object: { kind, id: `${service.id}/${environment.id}`, name: `${service.name}/${environment.name}` },
  service_id: service.id,
  environment_id: environment.id,
});
const contractPublished = (service, environment) => ({
  ...placed(service, environment, 'contract'),
  action: 'contract.published',
  reason: 'First contract',
  after: { version: 1, hash: service.hash, contract: service.contract, rollback_of: null, changes: [] },
  done: (number) => (service.changeNumbers[environment.name] = number),
});

/** What fills a log in daily work: people log in and save drafts that are published or discarded later. */
function dailyWork(index, { services, environments }) {
  if (index % 4 === 0) {
    const id = uuidOf(`session ${index}`);
    return { action: 'session.started', object: { kind: 'session', id, name: 'session' }, after: null };
  }
  const service = services[(index * 7919) % services.length];
  const environment = environments[index % environments.length];
  return {
    ...placed(service, environment, 'contract_draft'),
    action: index % 4 === 1 ? 'contract_draft.discarded' : 'contract_draft.saved',
    after: index % 4 === 1 ? null : { contract: service.contract },
  };
}

function* happenings(plan, events) {
  const { environments, issuers, services } = plan;
  yield* environments.map(environmentCreated);
  yield* issuers.map(issuerCreated);
  yield* services.map(serviceCreated);
  for (const environment of environments)
    yield* services.map((service) => contractPublished(service, environment));
  const made = environments.length + issuers.length + services.length * (1 + environments.length);
  for (let index = 0; index < events - made; index += 1) yield dailyWork(index, plan);
}

function eventOf(happening, number, at) {
  const { action, object, after, reason = null } = happening;
  return {
    number,
    at,
    actor: PEOPLE[number % PEOPLE.length],
    action,
    object,
    service_id: happening.service_id ?? null,
    environment_id: happening.environment_id ?? null,
    issuer_id: happening.issuer_id ?? null,
    request_id: uuidOf(`request ${number}`),
    reason,
    before: null,
    after,
  };
}

function rowOf(event, canonical, hash, previousHash) {
  const { actor, object } = event;
  const who = [actor.kind, actor.id, actor.name];
  const what = [event.action, object.kind, object.id, object.name];
  const where = [event.service_id, event.environment_id, event.issuer_id];
  const bytes = [canonical, hash, previousHash].map((part) => Buffer.from(part));
  return [event.number, event.at, ...who, ...what, ...where, event.request_id, event.reason, ...bytes];
}

/**
 * Writes a log of a year whose chain holds, and notes in the plan which number made each thing. Indexes are built at
 * the end: one by one they would cost the most time.
 */
export async function seedLog(client, plan, { events, now }) {
  const { rows: indexes } = await client.query(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename = 'change_log' AND indexname <> 'change_log_pkey'`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  let [head, number, at, rows] = [GENESIS_HASH, 0, now, []];
  for (const happening of happenings(plan, events)) {
    number += 1;
    at = now - YEAR_SECONDS + Math.floor(((YEAR_SECONDS - 60) * number) / events);
    const event = eventOf(happening, number, at);
    const canonical = canonicalBytes(event);
    const hash = await eventHash(head, canonical);
    rows.push(rowOf(event, canonical, hash, head));
    happening.done?.(number);
    head = hash;
    if (rows.length === 5_000) {
      await insert(client, 'change_log', COLUMNS, rows);
      rows = [];
    }
  }
  await insert(client, 'change_log', COLUMNS, rows);
  await client.query('UPDATE change_log_head SET number = $1, at = $2, hash = $3', [
    number,
    at,
    Buffer.from(head),
  ]);
  for (const { definition } of indexes) await client.query(definition);
}
