import type { EntityManager } from 'typeorm';
import { canonicalBytes, eventHash } from '@accord/audit';
import { CHANGE_LOG_LIFTED, ChangeEvent, type ChangeObject, type LogNumber } from '@accord/contract';
import type { Clock } from '../clock/clock.js';
import type { RequestContext } from '../http/request-context.js';
import { findSecret } from './secrets.js';

/** What is written down of a change. `before` and `after` are JSON values without secrets; null where there is none. */
export interface ChangeRecord {
  /** `object_kind.past_participle`: `contract.published`. */
  action: string;
  object: ChangeObject;
  serviceId?: string | null;
  environmentId?: string | null;
  issuerId?: string | null;
  before: unknown;
  after: unknown;
  reason?: string | null;
}

/** The place in the log that the next event takes; `at` in epoch seconds, never before the event in front of it. */
export interface LogPosition {
  number: number;
  at: number;
}

interface Head extends LogPosition {
  hash: Buffer;
}

const APPEND = `
  WITH appended AS (
    INSERT INTO change_log (number, at, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name,
      service_id, environment_id, issuer_id, request_id, reason, canonical, hash, previous_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  ), moved AS (
    UPDATE change_log_head SET number = $1, at = $2, hash = $16
  )
  SELECT pg_notify('accord_log', $1::text)`;

/** One transaction that changes something. Write through `manager`, and record every effect. */
export class Change {
  private head: Head | undefined;
  private answer: { response: unknown } | undefined;
  private settled = false;

  constructor(
    readonly manager: EntityManager,
    private readonly context: RequestContext,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits for the log's lock and tells which number the next event gets, and the time of all events of this change.
   * From here to the commit no other change can happen, so what is read afterwards stays true: publishing starts with
   * this. Locks of rows that several writers want are taken *before* it, or everybody takes this one first; never in
   * both orders.
   */
  async lock(): Promise<LogPosition> {
    this.head ??= await this.readHead();
    return { number: this.head.number + 1, at: this.head.at };
  }

  /**
   * Appends an event in this transaction and returns its number, which rows may keep.
   *
   * @throws Error when the record holds a secret or is no well-formed event: a fault of the caller's code.
   */
  async record(record: ChangeRecord): Promise<number> {
    return this.recordAt(await this.lock(), record);
  }

  /**
   * Appends the one kind of event whose number jumps: it takes `above` + 1. For a log that was restored from a backup
   * and that clients are ahead of; returns the number.
   *
   * @throws Error when the log is above already.
   */
  async recordLift(above: number, reason: string): Promise<number> {
    const { number: next, at } = await this.lock();
    const number = above + 1;
    if (number < next) throw new Error(`the log is at ${next - 1}, above ${above} already`);
    return this.recordAt(
      { number, at },
      {
        action: CHANGE_LOG_LIFTED,
        object: { kind: 'change_log', id: 'change_log', name: 'the change log' },
        before: { number: next - 1 } satisfies LogNumber,
        after: { number } satisfies LogNumber,
        reason,
      },
    );
  }

  private async recordAt(position: LogPosition, record: ChangeRecord): Promise<number> {
    const event = this.eventOf(record, position);
    const secret = findSecret(event.before) ?? findSecret(event.after);
    if (secret !== undefined) throw new Error(`${record.action} would log a secret: ${secret}`);
    await this.append(event);
    this.settled = true;
    return event.number;
  }

  /** Declares that nothing had to change: the one way to end a run without an event. */
  unchanged(): void {
    this.settled = true;
  }

  /** Says what a repeat of this request (same Idempotency-Key) is answered: the usual response, without secrets. */
  replay(response: unknown): void {
    this.answer = { response };
  }

  /** For ChangeLog only. */
  get replayAnswer(): { response: unknown } | undefined {
    return this.answer;
  }

  /** For ChangeLog only: whether the work recorded something or said that nothing changed. */
  get isSettled(): boolean {
    return this.settled;
  }

  private async readHead(): Promise<Head> {
    const [head] = await this.manager.query<Head[]>(
      'SELECT number, at, hash FROM change_log_head FOR UPDATE',
    );
    if (head === undefined) throw new Error('change_log_head is empty: the migrations did not run');
    // Read once: a second that ends within the change would leave its rows and its events with different times.
    return { ...head, at: Math.max(head.at, this.clock.nowSeconds()) };
  }

  private eventOf(record: ChangeRecord, position: LogPosition): ChangeEvent {
    const { kind, id, name } = this.context.principal;
    return ChangeEvent.parse({
      ...position,
      actor: { kind, id, name },
      action: record.action,
      object: record.object,
      service_id: record.serviceId ?? null,
      environment_id: record.environmentId ?? null,
      issuer_id: record.issuerId ?? null,
      request_id: this.context.requestId,
      reason: record.reason ?? null,
      before: record.before,
      after: record.after,
    });
  }

  private async append(event: ChangeEvent): Promise<void> {
    if (this.head === undefined) throw new Error('the log is not locked');
    const previousHash = this.head.hash;
    const canonical = Buffer.from(canonicalBytes(event));
    const hash = Buffer.from(await eventHash(previousHash, canonical));
    await this.manager.query(APPEND, [...columnsOf(event), canonical, hash, previousHash]);
    this.head = { number: event.number, at: event.at, hash };
  }
}

function columnsOf(event: ChangeEvent): unknown[] {
  return [
    event.number,
    event.at,
    event.actor.kind,
    event.actor.id,
    event.actor.name,
    event.action,
    event.object.kind,
    event.object.id,
    event.object.name,
    event.service_id,
    event.environment_id,
    event.issuer_id,
    event.request_id,
    event.reason,
  ];
}
