/** So many rhythms may pass without a run before it is worth a note; a busy fleet is late now and then. */
const RHYTHMS = 5;
const LEAST_PATIENCE_SECONDS = 60;
const FAILURES_WORTH_A_NOTE = 3;

/** A request for a run, which the whole fleet shares: whoever is free takes it. */
interface Request {
  id: string;
  at: number;
}

/** What this replica sees of the runs of one recurring job, its own and those that others take. Epoch seconds. */
export class JobWatch {
  succeededAt: number | undefined;
  private request: Request | undefined;
  private notCarriedOut: string | undefined;
  private failures = 0;
  private failedSince = 0;

  constructor(
    private readonly name: string,
    private readonly everySeconds: number,
    private ranAt: number,
  ) {}

  /** There is a request, `id`. Another one than before: that one was taken, by us or by another replica. */
  requested(id: string, now: number): void {
    const before = this.request;
    if (before?.id === id) return;
    if (before && before.id !== this.notCarriedOut) this.ranAt = Math.max(this.ranAt, before.at);
    this.request = { id, at: now };
  }

  /** This replica took the request, but an earlier run has not come to an end. */
  passedOver(id: string): void {
    this.notCarriedOut = id;
  }

  succeeded(now: number): void {
    this.ranAt = now;
    this.succeededAt = now;
    this.failures = 0;
  }

  failed(now: number): void {
    this.ranAt = now;
    if (this.failures === 0) this.failedSince = now;
    this.failures += 1;
  }

  note(now: number): string | null {
    if (this.failures >= FAILURES_WORTH_A_NOTE) {
      const times = `${this.failures} times in a row since ${told(this.failedSince)}`;
      return `The job ${this.name} failed on this replica ${times}: see its log for the reason.`;
    }
    const patience = Math.max(RHYTHMS * this.everySeconds, LEAST_PATIENCE_SECONDS);
    if (now - this.ranAt <= patience) return null;
    return `The job ${this.name} has not run since ${told(this.ranAt)}: see the log for what keeps it.`;
  }
}

function told(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
