import type { Outcome } from '@accord/contract';
import { SERVICES, type ServiceName } from '../scenario.js';

/** Counts per (service, outcome) of what was sent, by the hand-written expectation. */
export class Tally {
  private readonly counts = new Map<string, number>();
  /** Answers that were not what the expectation says; there must be none. */
  readonly surprises: string[] = [];
  refusedGoodTokens = 0;

  add(service: ServiceName, outcome: Outcome): void {
    const key = `${service} ${outcome}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  surprise(text: string): void {
    this.surprises.unshift(text);
    this.surprises.splice(50);
  }

  get(service: ServiceName, outcome: string): number {
    return this.counts.get(`${service} ${outcome}`) ?? 0;
  }

  rows(): { service: ServiceName; outcome: string; count: number }[] {
    return SERVICES.flatMap((service) =>
      [...this.counts]
        .filter(([key]) => key.startsWith(`${service} `))
        .map(([key, count]) => ({ service, outcome: key.slice(service.length + 1), count })),
    );
  }
}
