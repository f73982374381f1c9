import type { Freshness, Report } from '@accord/contract';
import { decodeJwt } from 'jose';
import type { AdminApi } from './admin-api.js';

const INSTANCES = 3;
/** When reported windows began: each hour of the past day, and every five minutes of the last one. */
const MINUTES_AGO = [
  ...Array.from({ length: 23 }, (_, index) => 60 * (24 - index)),
  ...Array.from({ length: 12 }, (_, index) => 5 * (12 - index)),
];
/** What goes wrong, and how often in the worst hour. */
const REFUSALS = [
  ['token_expired', 60],
  ['insufficient_scope', 24],
  ['wrong_aud', 18],
  ['bad_signature', 5],
] as const;

interface Fleet {
  /** with the service's credential */
  api: AdminApi;
  service: string;
  kid: string;
  iss: string;
  /** milliseconds since the epoch */
  now: number;
  /** whether the last instance did not take over what is newest */
  lastIsBehind: boolean;
}

/** The same UUID for the same instance on every run. */
const instanceId = (service: string, nth: number) =>
  `${Buffer.from(service.padEnd(4)).toString('hex').slice(0, 8)}-0000-4000-8000-${String(nth).padStart(12, '0')}`;

/** Three instances of a service that fetch their policy and tell what they saw in the past day, as validators do. */
export async function startFleet(fleet: Fleet): Promise<void> {
  for (let nth = 1; nth <= INSTANCES; nth += 1) {
    const instance = instanceId(fleet.service, nth);
    const version = await poll(fleet, instance, 'none');
    const behind = fleet.lastIsBehind && nth === INSTANCES;
    await poll(fleet, instance, String(behind ? version - 1 : version));
    for (const minutes of MINUTES_AGO) await report(fleet, instance, minutes, version);
  }
}

/** One heartbeat; the version that the answer's policy has. */
async function poll({ api, now }: Fleet, instance: string, applied: string): Promise<number> {
  const answer = await fetch(`${api.url}/v1/policy`, {
    headers: {
      authorization: `Bearer ${api.token}`,
      'accord-instance': instance,
      'accord-sdk': 'validator-node/1.0.0',
      'accord-interval': '30',
      'accord-applied': applied,
      'accord-time': String(Math.floor(now / 1000)),
    },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the policy was answered ${answer.status}: ${text}`);
  return decodeJwt<Freshness>(answer.headers.get('accord-fresh') ?? '').version;
}

async function report(fleet: Fleet, instance: string, minutesAgo: number, applied: number): Promise<void> {
  const start = Math.floor(fleet.now / 1000) - minutesAgo * 60;
  // A day has a shape: most at noon, some at night.
  const busy = 0.3 + 0.7 * Math.sin((Math.PI * ((start / 3_600) % 24)) / 24) ** 2;
  const told = {
    mode: 'enforced',
    issuer: fleet.iss,
    kid: fleet.kid,
    alg: 'ES256',
    contract_version: 1,
  } as const;
  const refused = REFUSALS.map(([outcome, most]) => ({ ...told, outcome, count: Math.ceil(most * busy) }));
  const body: Report = {
    instance,
    sequence: MINUTES_AGO.indexOf(minutesAgo),
    window: { start, end: start + 60 },
    applied,
    rows: [{ ...told, outcome: 'accepted', count: Math.ceil(4_000 * busy) }, ...refused],
    notes: [],
    dropped: 0,
  };
  await fleet.api.call('POST', '/v1/reports', body);
}
