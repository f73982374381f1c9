import { Injectable } from '@nestjs/common';
import { type ChainHead, GENESIS_HASH, verifyChain } from '@accord/audit';
import type { ChainCheck, ChainCheckQuery } from '@accord/contract/http';
import { notFound } from '../platform/errors/problems.js';
import { columnsMatch } from './audit-event-view.js';
import { AuditEventsRepository, type LogRow } from './audit-events.repository.js';

const BATCH = 1_000;
const COLUMNS_DIFFER = 'the columns do not say what was hashed';

interface Walk {
  head: ChainHead;
  problem: string | null;
}

/** Says whether the record of who did what is whole. */
@Injectable()
export class ChainCheckService {
  constructor(private readonly log: AuditEventsRepository) {}

  /**
   * Recomputes the hashes of a part of the log, up to its head when no limit is given, and compares the searchable
   * columns with what was hashed. A part that does not begin at 0 is compared with the stored hash in front of it: parts
   * that follow each other without a gap prove as much as one check of the whole.
   *
   * @throws Problem 404 when there is no event number `after`.
   */
  async verify({ after, limit }: ChainCheckQuery): Promise<ChainCheck> {
    const head = await this.log.head();
    const until = Math.min(head.number, limit === undefined ? head.number : after + limit);
    const { head: reached, problem } = await this.walk(await this.startOf(after), until);
    const toHead = until === head.number;
    const arrived = reached.number >= until && (!toHead || head.hash.equals(reached.hash));
    const missing = `the head says ${head.number} but the chain ends at ${reached.number}, or with another hash`;
    const intact = problem === null && arrived;
    return {
      intact,
      after,
      checked: reached.number,
      complete: intact && toHead,
      head: { number: head.number, at: head.at, hash: head.hash.toString('hex') },
      broken_at: intact ? null : reached.number + 1,
      problem: problem ?? (intact ? null : missing),
    };
  }

  private async startOf(number: number): Promise<ChainHead> {
    if (number === 0) return { number: 0, at: 0, hash: new Uint8Array(GENESIS_HASH) };
    const row = await this.log.find(number);
    if (row === null) throw notFound(`event ${number}`);
    return { number, at: row.at, hash: row.hash };
  }

  /** What comes after a number, up to `until`; when that lies in a jump of the log, the event that ends it. */
  private async next(after: number, until: number): Promise<LogRow[]> {
    const rows = await this.log.listForward({ after, before: until + 1 }, BATCH);
    return rows.length > 0 ? rows : this.log.listForward({ after }, 1);
  }

  private async walk(start: ChainHead, until: number): Promise<Walk> {
    let head = start;
    while (head.number < until) {
      const rows = await this.next(head.number, until);
      if (rows.length === 0) break;
      const verdict = await verifyChain(rows.map(linkOf), head);
      const forged = rows.find((row) => row.number <= verdict.head.number && !columnsMatch(row));
      if (forged !== undefined)
        return { head: { ...head, number: forged.number - 1 }, problem: COLUMNS_DIFFER };
      if (!verdict.intact) return { head: verdict.head, problem: verdict.problem };
      head = verdict.head;
    }
    return { head, problem: null };
  }
}

function linkOf(row: LogRow) {
  return { number: row.number, canonical: row.canonical, hash: row.hash, previousHash: row.previous_hash };
}
