import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Report } from '@accord/contract';
import { z } from 'zod';
import { parseRetryAfter, type Random, reportDelayMs } from './backoff.js';
import { commonHeaders, type ControlPlane } from './control-plane.js';
import type { Emit, ValidatorEvent } from './events.js';
import { exchange, type Exchange } from './http-exchange.js';
import type { ReportAccumulator } from './report-accumulator.js';
import { judgeReport } from './report-answer.js';
import { requestsInReport, splitContent } from './report-rows.js';

export interface ReportSenderOptions {
  readonly controlPlane: ControlPlane;
  readonly accumulator: ReportAccumulator;
  /** The bundle version in force, or null. */
  readonly applied: () => number | null;
  /** Seconds between reports until the server says otherwise. */
  readonly intervalSeconds: () => number;
  /** Reports that may wait for the API to come back; past it the oldest is dropped and counted. */
  readonly maxHeld: number;
  readonly random: Random;
  readonly emit: Emit;
}

/** A report that waits for its acknowledgement. */
interface HeldReport {
  readonly report: Report;
  /** Born of a 413; a second one drops it. */
  readonly half: boolean;
  attempts: number;
}

/**
 * What became of the reports so far; `delivered + held + dropped` windows account for every request.
 *
 * @example
 * ```ts
 * import type { ReportStatus } from '@accord/validator';
 *
 * export const isBehind = (reports: ReportStatus): boolean => reports.held > 5;
 * ```
 */
export interface ReportStatus {
  readonly held: number;
  /** Reports that the control plane acknowledged. */
  readonly delivered: number;
  /** Epoch seconds of the last acknowledgement, or null. */
  readonly lastDeliveredAt: number | null;
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const SMALLEST_GZIP_BYTES = 1024;
const LONGEST_INTERVAL_SECONDS = 3600;
/** Whoever has just connected a service watches for its first counts. */
const FIRST_REPORT_SECONDS = 10;
const Acknowledgement = z.object({
  next_report_after_seconds: z.number().min(1).max(LONGEST_INTERVAL_SECONDS),
});
const gzipped = promisify(gzip);

/** Closes a window at every interval, and delivers the windows in order, each exactly once. */
export class ReportSender {
  readonly #options: ReportSenderOptions;
  readonly #stop = new AbortController();
  readonly #queue: HeldReport[] = [];
  #sequence = 0;
  #directedInterval: number | null = null;
  #wake = new AbortController();
  #sending: Promise<void> | null = null;
  #delivered = 0;
  #lastDeliveredAt: number | null = null;

  constructor(options: ReportSenderOptions) {
    this.#options = options;
  }

  get status(): ReportStatus {
    return { held: this.#queue.length, delivered: this.#delivered, lastDeliveredAt: this.#lastDeliveredAt };
  }

  /** Resolves once {@link stop} was called and the attempt under way has ended. */
  async run(): Promise<void> {
    const { timers } = this.#options.controlPlane;
    while (!this.#stopped()) {
      const seconds = this.#nextIntervalSeconds();
      await timers.sleep(reportDelayMs(seconds, this.#options.random), this.#stop.signal, 'report');
      if (this.#stopped()) break;
      this.#closeWindow();
      this.#makeRoom();
      this.#sending ??= this.#deliver()
        .catch((error: unknown) => this.#options.emit({ type: 'internal_error', where: 'report', error }))
        .finally(() => (this.#sending = null));
    }
    await this.#sending;
  }

  /** Ends a pause between two attempts: the control plane answers again. */
  kick(): void {
    this.#wake.abort();
  }

  stop(): void {
    this.#stop.abort();
  }

  /** The last window and everything held, one attempt each, until the signal says that time is up. */
  async flush(signal: AbortSignal): Promise<void> {
    this.#closeWindow();
    // What the server refuses on the way becomes `dropped`, which one more window tells.
    if ((await this.#sendHeld(signal)) && this.#options.accumulator.dropped > 0) {
      this.#closeWindow();
      await this.#sendHeld(signal);
    }
    const requests = this.#queue.reduce(
      (sum, { report }) => sum + requestsInReport(report),
      this.#options.accumulator.dropped,
    );
    if (requests > 0) this.#options.emit({ type: 'report_dropped', requests, why: 'closing' });
  }

  async #sendHeld(signal: AbortSignal): Promise<boolean> {
    for (let head = this.#queue[0]; head; head = this.#queue[0]) {
      if (signal.aborted || (await this.#attempt(head, signal)) !== 'next') return false;
    }
    return true;
  }

  #nextIntervalSeconds(): number {
    const usual = this.#directedInterval ?? this.#options.intervalSeconds();
    return this.#sequence === 0 ? Math.min(usual, FIRST_REPORT_SECONDS) : usual;
  }

  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  #closeWindow(): void {
    const { accumulator, controlPlane, applied } = this.#options;
    const content = accumulator.drain(controlPlane.clock());
    this.#queue.push(this.#hold({ ...content, applied: applied() }, false));
  }

  #makeRoom(): void {
    while (this.#queue.length > this.#options.maxHeld) {
      // The head may be under way just now; whether it arrives cannot be known, so the next one goes.
      const [oldest] = this.#queue.splice(this.#sending ? 1 : 0, 1);
      if (oldest) this.#drop(oldest, 'queue_full');
    }
  }

  #hold(content: Omit<Report, 'instance' | 'sequence'>, half: boolean): HeldReport {
    const { instance } = this.#options.controlPlane;
    return { report: { ...content, instance, sequence: this.#sequence++ }, half, attempts: 0 };
  }

  async #deliver(): Promise<void> {
    while (!this.#stopped()) {
      const head = this.#queue[0];
      if (!head) return;
      const result = await this.#attempt(head, this.#stop.signal);
      if (result === 'next') continue;
      if (this.#stopped()) return;
      this.#wake = new AbortController();
      const signal = AbortSignal.any([this.#stop.signal, this.#wake.signal]);
      await this.#options.controlPlane.timers.sleep(result.delayMs, signal, 'report_retry');
    }
  }

  async #attempt(head: HeldReport, signal: AbortSignal): Promise<'next' | { readonly delayMs: number }> {
    const answer = await this.#post(head.report, signal);
    if (!answer.ok && answer.code === 'stopped') return { delayMs: 0 };
    const status = answer.ok ? answer.status : null;
    const retryAfterSeconds = this.#retryAfter(answer);
    const verdict = judgeReport({ status, retryAfterSeconds }, head.attempts, this.#options.random);
    if (verdict.next === 'retry') {
      head.attempts += 1;
      this.#tellDelay(head, answer, verdict.delayMs);
      return { delayMs: verdict.delayMs };
    }
    this.#queue.shift();
    if (verdict.next === 'delivered' && answer.ok) this.#acknowledge(answer.body);
    else if (verdict.next === 'drop') this.#drop(head, 'refused');
    else if (head.half) this.#drop(head, 'too_large');
    else this.#queue.unshift(...splitContent(head.report).map((part) => this.#hold(part, true)));
    return 'next';
  }

  async #post(report: Report, signal: AbortSignal): Promise<Exchange> {
    const { controlPlane } = this.#options;
    const text = Buffer.from(JSON.stringify(report));
    const packed = text.byteLength >= SMALLEST_GZIP_BYTES;
    const headers = {
      ...commonHeaders(controlPlane),
      'Content-Type': 'application/json',
      ...(packed ? { 'Content-Encoding': 'gzip' } : {}),
    };
    const init = { method: 'POST', headers, body: packed ? await gzipped(text) : text };
    return exchange(controlPlane.fetch, new URL('v1/reports', controlPlane.url), init, {
      timers: controlPlane.timers,
      timeoutMs: TIMEOUT_MS,
      maxBodyBytes: MAX_ANSWER_BYTES,
      signal,
    });
  }

  #retryAfter(answer: Exchange): number | null {
    if (!answer.ok) return null;
    return parseRetryAfter(answer.headers.get('retry-after'), this.#options.controlPlane.clock());
  }

  #acknowledge(body: string): void {
    this.#delivered += 1;
    this.#lastDeliveredAt = this.#options.controlPlane.clock();
    const parsed = Acknowledgement.safeParse(parseJson(body));
    if (parsed.success) this.#directedInterval = parsed.data.next_report_after_seconds;
  }

  #drop({ report }: HeldReport, why: Extract<ValidatorEvent, { type: 'report_dropped' }>['why']): void {
    const requests = requestsInReport(report);
    this.#options.accumulator.drop(requests);
    this.#options.emit({ type: 'report_dropped', requests, why });
  }

  #tellDelay({ report }: HeldReport, answer: Exchange, delayMs: number): void {
    this.#options.emit({
      type: 'report_delayed',
      sequence: report.sequence,
      status: answer.ok ? answer.status : null,
      code: answer.ok ? null : answer.code,
      retryInSeconds: Math.ceil(delayMs / 1000),
      held: this.#queue.length,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
