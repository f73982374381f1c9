import { Injectable } from '@nestjs/common';
import type { FailuresQuery, FailuresView } from '@accord/contract/http';
import { Clock } from '../platform/clock/clock.js';
import { Problem } from '../platform/errors/problem.js';
import { Places } from '../services/places.js';
import { stepOf } from './failures.query.js';
import { failuresView } from './failures-view.js';
import { FailuresRepository } from './failures.repository.js';

const MOST_BUCKETS_ASKED = 2_000;

@Injectable()
export class FailuresService {
  constructor(
    private readonly repository: FailuresRepository,
    private readonly clock: Clock,
    private readonly places: Places,
  ) {}

  /** @throws Problem 400 when the range is empty or has too many steps, 404 for a service or environment that is not there. */
  async read(query: FailuresQuery): Promise<FailuresView> {
    const step = stepOf(query);
    if (query.to <= query.from) throw badRange('"to" must lie after "from".');
    if ((query.to - query.from) / step > MOST_BUCKETS_ASKED)
      throw badRange(
        `The range has more than ${MOST_BUCKETS_ASKED} steps: ask for a longer step or a shorter range.`,
      );
    await this.places.assertNamed(query);
    return failuresView(query, step, await this.repository.read(query, step, this.clock.nowSeconds()));
  }
}

function badRange(detail: string): Problem {
  return new Problem({ status: 400, code: 'range_invalid', detail });
}
