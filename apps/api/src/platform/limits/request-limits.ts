import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import type { Principal } from '../auth/principal.js';
import type { CodeOf } from '../errors/problem-codes.js';
import type { Problem } from '../errors/problem.js';
import { tooManyRequests } from '../errors/problems.js';
import { networkOf } from './network-of.js';

const WINDOW_SECONDS = 60;
/** For a person or an API token, over all replicas together. */
export const REQUESTS_PER_MINUTE = 1_200;
const PER_CREDENTIAL = 600;
const PER_ADDRESS = 600;
/** An office behind one address has people with old cookies; whoever tries random secrets needs more than this. */
const REFUSED_PER_NETWORK = 600;

/**
 * How often one caller may ask. People and API tokens are counted in Postgres, for all replicas together; services,
 * issuers and anonymous callers in memory, because polls and public documents must cost no SQL.
 */
@Injectable()
export class RequestLimits {
  private readonly people: RateLimiterPostgres;
  private readonly credentials = new RateLimiterMemory({ points: PER_CREDENTIAL, duration: WINDOW_SECONDS });
  private readonly addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_SECONDS });
  private readonly refusals = new RateLimiterMemory({
    points: REFUSED_PER_NETWORK,
    duration: WINDOW_SECONDS,
  });

  constructor(dataSource: DataSource) {
    this.people = postgresLimiter(dataSource, 'admin', REQUESTS_PER_MINUTE, WINDOW_SECONDS);
  }

  /** @throws Problem 429 `rate_limited` with Retry-After. */
  async admit(principal: Principal, address: string): Promise<void> {
    const [limiter, key] = this.limiterOf(principal, address);
    await consume(limiter, key, 'rate_limited');
  }

  /**
   * Stands before the look-up of a credential, which costs SQL.
   *
   * @throws Problem 429 `rate_limited` with Retry-After, once too many credentials from there were refused.
   */
  async admitCredential(address: string): Promise<void> {
    const refused = await this.refusals.get(networkOf(address));
    if (refused !== null && refused.remainingPoints <= 0) throw tooManyRefused(refused);
  }

  /** Counts a credential that nobody knows (any more). */
  async countRefused(address: string): Promise<void> {
    await this.refusals.penalty(networkOf(address), 1);
  }

  private limiterOf(
    { kind, id }: Principal,
    address: string,
  ): [RateLimiterMemory | RateLimiterPostgres, string] {
    if (kind === 'anonymous') return [this.addresses, address];
    if (kind === 'service' || kind === 'issuer') return [this.credentials, `${kind}:${id}`];
    return [this.people, `${kind}:${id}`];
  }
}

/** A limiter that all replicas share. When Postgres is away each replica counts alone, rather than not at all. */
export function postgresLimiter(
  dataSource: DataSource,
  prefix: string,
  points: number,
  seconds: number,
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: dataSource,
    storeType: 'typeorm',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: prefix,
    points,
    duration: seconds,
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory({ points, duration: seconds }),
  });
}

/** @throws Problem 429 with the given code. */
export async function consume(
  limiter: RateLimiterMemory | RateLimiterPostgres,
  key: string,
  code: CodeOf<429>,
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const seconds = Math.min(secondsUntil(rejection), limiter.duration);
    if (limiter instanceof RateLimiterPostgres && secondsUntil(rejection) > seconds)
      await beginNow(limiter, key);
    throw tooManyRequests(code, `Too many requests. Wait ${seconds} s, then go on more slowly.`, seconds);
  }
}

/** A replica with a wrong clock began the window in the future: nobody is shut out for longer than one. */
async function beginNow(limiter: RateLimiterPostgres, key: string): Promise<void> {
  await limiter.block(key, limiter.duration);
  // What was noted here to spare the database was noted with the wrong time.
  limiter.deleteInMemoryBlockedAll();
}

function tooManyRefused(state: RateLimiterRes): Problem {
  const seconds = secondsUntil(state);
  const what = 'Too many credentials from your address were refused';
  const advice = `Stop sending those that are not valid (any more), and try again in ${seconds} s`;
  return tooManyRequests('rate_limited', `${what}. ${advice}.`, seconds);
}

function secondsUntil({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
