import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import type { Principal } from '../auth/principal.js';
import { tooManyRequests } from '../errors/problems.js';

const WINDOW_SECONDS = 60;
/** For a person or an API token, over all replicas together. */
export const REQUESTS_PER_MINUTE = 1_200;
const PER_CREDENTIAL = 600;
const PER_ADDRESS = 600;

/**
 * How often one caller may ask. People and API tokens are counted in Postgres, for all replicas together; services,
 * issuers and anonymous callers in memory, because polls and public documents must cost no SQL.
 */
@Injectable()
export class RequestLimits {
  private readonly people: RateLimiterPostgres;
  private readonly credentials = new RateLimiterMemory({ points: PER_CREDENTIAL, duration: WINDOW_SECONDS });
  private readonly addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_SECONDS });

  constructor(dataSource: DataSource) {
    this.people = postgresLimiter(dataSource, 'admin', REQUESTS_PER_MINUTE, WINDOW_SECONDS);
  }

  /** @throws Problem 429 `rate_limited` with Retry-After. */
  async admit(principal: Principal, address: string): Promise<void> {
    const [limiter, key] = this.limiterOf(principal, address);
    await consume(limiter, key, 'rate_limited');
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
  code: string,
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const seconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
    throw tooManyRequests(code, `Too many requests. Wait ${seconds} s, then go on more slowly.`, seconds);
  }
}
