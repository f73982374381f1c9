import { MAX_TRUST_KEYS } from '@accord/contract';
import { Injectable } from '@nestjs/common';
import {
  applyHeaders,
  clockSkew,
  type Heartbeat,
  type HeartbeatHeaders,
  instanceId,
  malformedHeaders,
  newHeartbeat,
} from './heartbeat.js';

/** Where an instance belongs. */
export interface FleetPair {
  readonly serviceId: string;
  readonly environmentId: string;
}

/** A heartbeat that waits to be written. */
export interface PendingHeartbeat extends FleetPair {
  readonly heartbeat: Readonly<Heartbeat>;
  /** something else than the time changed */
  readonly changed: boolean;
}

/** What makes a heartbeat news when it changes. */
type Said = Omit<HeartbeatHeaders, 'instance' | 'time'>;

interface Entry {
  readonly heartbeat: Heartbeat;
  said: Said;
  /** `Accord-Time` of the last poll: new on every poll, so never news by itself */
  time: string | undefined;
  changed: boolean;
  writtenAt: number;
}

/** One page of the book: the instances of one service × environment. */
export interface FleetPage extends FleetPair {
  readonly entries: Map<string, Entry>;
}

/** A credential whose use is noted. */
export interface UsedCredential {
  readonly id: string;
  /** epoch seconds */
  lastUsedAt: number;
}

/** An unchanged instance is written at most this often, in seconds: far below any poll interval that matters. */
export const REWRITE_AFTER_SECONDS = 5;
/** An instance that is silent for so long leaves the memory; its row stays. Seconds. */
const FORGET_AFTER_SECONDS = 600;
/** The last use of a credential is kept to the minute. */
const CREDENTIAL_USE_SECONDS = 60;
/** Nobody may fill the memory with made-up instance ids. */
const MAX_INSTANCES_PER_PAIR = 20_000;
/** No header that parses is longer. */
const LONGEST_HEADER = MAX_TRUST_KEYS * 64;

/** Gathers heartbeats and the use of credentials in memory, so that a poll writes nothing. */
@Injectable()
export class HeartbeatBook {
  readonly #pages = new Set<FleetPage>();
  #used = new Map<string, number>();
  /** header values that did not parse, since start */
  malformed = 0;
  /** heartbeats not taken because a service × environment shows too many instances, since start */
  refused = 0;

  /** A page for one service × environment; the caller keeps it. */
  open(pair: FleetPair): FleetPage {
    const page: FleetPage = {
      serviceId: pair.serviceId,
      environmentId: pair.environmentId,
      entries: new Map(),
    };
    this.#pages.add(page);
    return page;
  }

  /** Notes what a poll said. Without a valid instance id there is nothing to note. `now`: epoch seconds. */
  note(page: FleetPage, headers: HeartbeatHeaders, now: number): void {
    const known = headers.instance === undefined ? undefined : page.entries.get(headers.instance);
    if (known && saysTheSame(known.said, headers)) {
      known.heartbeat.lastSeenAt = now;
      known.time = brief(headers.time);
      return;
    }
    this.#noteNews(page, headers, now);
  }

  /** Notes that a credential was used. `now`: epoch seconds. */
  noteCredential(credential: UsedCredential, now: number): void {
    if (now - credential.lastUsedAt < CREDENTIAL_USE_SECONDS) return;
    credential.lastUsedAt = now;
    this.#used.set(credential.id, now);
  }

  /** Takes out the uses that were noted: epoch seconds by credential id. */
  drainCredentials(): Map<string, number> {
    const used = this.#used;
    this.#used = new Map();
    return used;
  }

  /** Takes out the heartbeats that should be written now, and forgets who fell silent. `now`: epoch seconds. */
  drain(now: number): PendingHeartbeat[] {
    const pending: PendingHeartbeat[] = [];
    for (const page of this.#pages) {
      for (const [key, entry] of page.entries) {
        const { heartbeat } = entry;
        const due = heartbeat.lastSeenAt - entry.writtenAt >= REWRITE_AFTER_SECONDS;
        if (entry.changed || due) {
          heartbeat.clockSkewSeconds = clockSkew(entry.time, heartbeat.lastSeenAt);
          pending.push({ ...pairOf(page), heartbeat: { ...heartbeat }, changed: entry.changed });
          entry.changed = false;
          entry.writtenAt = heartbeat.lastSeenAt;
        } else if (now - heartbeat.lastSeenAt > FORGET_AFTER_SECONDS) {
          page.entries.delete(key);
        }
      }
    }
    return pending;
  }

  /** Marks what could not be written, so that the next round writes its newest state. */
  restore(pending: readonly PendingHeartbeat[]): void {
    const pages = new Map([...this.#pages].map((page) => [keyOf(page), page]));
    for (const { heartbeat, ...pair } of pending) {
      const entry = pages.get(keyOf(pair))?.entries.get(heartbeat.instance);
      if (entry) entry.changed = true;
    }
  }

  #noteNews(page: FleetPage, headers: HeartbeatHeaders, now: number): void {
    this.malformed += malformedHeaders(headers);
    const instance = instanceId(headers.instance);
    if (instance === undefined) return;
    const said = saidBy(headers);
    const entry = page.entries.get(instance) ?? this.#add(page, instance, said, now);
    if (!entry) return;
    applyHeaders(entry.heartbeat, headers, now);
    entry.changed = true;
    entry.time = brief(headers.time);
    entry.said = said;
  }

  #add(page: FleetPage, instance: string, said: Said, now: number): Entry | undefined {
    if (page.entries.size >= MAX_INSTANCES_PER_PAIR) {
      this.refused += 1;
      return undefined;
    }
    const heartbeat = newHeartbeat(instance, now);
    const entry: Entry = { heartbeat, said, time: undefined, changed: true, writtenAt: 0 };
    page.entries.set(instance, entry);
    return entry;
  }
}

/** A copy of only that: who calls may hold a whole request, and many instances are remembered. */
function saidBy({ sdk, interval, applied, error, trust, leaving }: HeartbeatHeaders): Said {
  return {
    sdk: brief(sdk),
    interval: brief(interval),
    applied: brief(applied),
    error: brief(error),
    trust: brief(trust),
    leaving: brief(leaving),
  };
}

/** What is too long to parse is not kept either; it stays news, as if it changed each time. */
function brief(header: string | undefined): string | undefined {
  return header !== undefined && header.length > LONGEST_HEADER ? '' : header;
}

function saysTheSame(before: Said, now: HeartbeatHeaders): boolean {
  return (
    before.applied === now.applied &&
    before.error === now.error &&
    before.trust === now.trust &&
    before.interval === now.interval &&
    before.sdk === now.sdk &&
    before.leaving === now.leaving
  );
}

function pairOf({ serviceId, environmentId }: FleetPair): FleetPair {
  return { serviceId, environmentId };
}

function keyOf({ serviceId, environmentId }: FleetPair): string {
  return `${serviceId}/${environmentId}`;
}
