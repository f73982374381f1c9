import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChangeNotice } from '@accord/contract';
import { Authentication } from '../auth/authentication.js';
import type { Principal } from '../auth/principal.js';
import { ChangeLogFollower } from '../change-log/change-log-follower.js';
import type { LogEvent } from '../change-log/log-event.js';
import { Clock } from '../clock/clock.js';
import { unavailable } from '../errors/problems.js';
import { requestContextOf } from '../http/request-context.js';
import { EventBus } from './event-bus.js';
import { EventStream } from './event-stream.js';

const HEARTBEAT_MS = 15_000;
/** An open stream neither outlives one's session nor prolongs it: it is checked this often, and when people change. */
const HEARTBEATS_PER_CHECK = 4;

/** Kinds of objects of which only those hear who may read the log or the accounts. */
const PRIVATE_KINDS = new Set(['user', 'session', 'api_token', 'bootstrap_token']);

interface Reader {
  stream: EventStream;
  request: FastifyRequest;
  principal: Principal;
}

/** Tells connected dashboards what happens, for as long as the session behind each lasts. */
@Injectable()
export class EventsService implements OnModuleInit, OnModuleDestroy {
  private readonly readers = new Set<Reader>();
  private timer: NodeJS.Timeout | undefined;
  private heartbeats = 0;
  private closing = false;

  constructor(
    private readonly follower: ChangeLogFollower,
    private readonly bus: EventBus,
    private readonly authentication: Authentication,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.follower.subscribe('event streams', (events) => this.announce(events));
    this.bus.subscribe(({ type, data }) => this.readers.forEach(({ stream }) => stream.send(type, data)));
    this.timer = setInterval(() => void this.beat(), HEARTBEAT_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    this.closing = true;
    clearInterval(this.timer);
    for (const { stream } of this.readers) stream.end();
  }

  /**
   * Connects a caller whom the guard let in. The first event is a heartbeat: "live" from the first moment.
   * @throws Problem 503 `shutting_down`: a page that comes back at once would otherwise keep this replica from ending.
   */
  connect(request: FastifyRequest, reply: FastifyReply): void {
    if (this.closing) {
      throw unavailable('shutting_down', 'This replica is shutting down. Open the stream again.', 1);
    }
    reply.hijack();
    const headers = Object.fromEntries(
      Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
    );
    const stream = new EventStream(reply.raw, headers, () => this.readers.delete(reader));
    const reader: Reader = { stream, request, principal: requestContextOf(request).principal };
    this.readers.add(reader);
    this.sendHeartbeat(reader);
  }

  private announce(events: readonly LogEvent[]): void {
    for (const event of events) {
      for (const reader of this.readers) {
        if (mayHear(reader.principal, event)) reader.stream.send('change', noticeOf(event), event.number);
      }
    }
    if (events.some((event) => PRIVATE_KINDS.has(event.objectKind))) void this.checkReaders();
  }

  private async beat(): Promise<void> {
    this.heartbeats += 1;
    if (this.heartbeats % HEARTBEATS_PER_CHECK === 0) await this.checkReaders();
    this.readers.forEach((reader) => this.sendHeartbeat(reader));
  }

  private sendHeartbeat({ stream }: Reader): void {
    const { headNumber, asOf } = this.follower;
    stream.send('heartbeat', { now: this.clock.nowSeconds(), head: headNumber, as_of: asOf });
  }

  private async checkReaders(): Promise<void> {
    await Promise.all([...this.readers].map((reader) => this.check(reader)));
  }

  /** When the database does not answer the stream stays: it carries no content, and the next check comes soon. */
  private async check(reader: Reader): Promise<void> {
    try {
      const principal = await this.authentication.ofPerson(reader.request, 'check');
      if (principal === null) reader.stream.end();
      else reader.principal = principal;
    } catch {
      return;
    }
  }
}

function mayHear({ permissions }: Principal, { objectKind }: LogEvent): boolean {
  return !PRIVATE_KINDS.has(objectKind) || permissions.has('audit:read') || permissions.has('users:read');
}

function noticeOf(event: LogEvent): ChangeNotice {
  return {
    number: event.number,
    at: event.at,
    action: event.action,
    object: { kind: event.objectKind, id: event.objectId, name: event.objectName },
    service_id: event.serviceId,
    environment_id: event.environmentId,
    issuer_id: event.issuerId,
  };
}
