import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { Report } from '@accord/contract';
import { type BundleKey, makeBundleKey } from './signing.js';

/** One answer; left-out parts are those of the protocol. */
export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** Signed content that the control plane serves. */
export interface Served {
  readonly body: string;
  readonly etag: string;
  readonly service: string;
  readonly environment: string;
  readonly version: number;
}

type Script = (request: { readonly headers: IncomingHttpHeaders }) => Reply | 'protocol' | 'hang';

/** A control plane that speaks the wire protocol over real HTTP, with really signed content. */
export class FakeControlPlane {
  readonly key: BundleKey = makeBundleKey('bundle-1');
  readonly polls: IncomingHttpHeaders[] = [];
  readonly attempts: Report[] = [];
  /** What was counted: each sequence once. */
  readonly counted = new Map<string, Report>();
  /** Answers polls; `protocol` falls through to the protocol's own answer. */
  onPoll: Script = () => 'protocol';
  onReport: Script = () => 'protocol';
  /** What `Accord-Fresh` says; moves with the test's clock. */
  asOf: () => number;
  served: Served | null = null;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(clock: () => number) {
    this.asOf = clock;
  }

  /** @param port where it listened before, to come back there */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Signs a payload and serves it from now on. */
  serve(
    payload: { service: string; environment: string; version: number },
    key: BundleKey = this.key,
  ): Served {
    const body = key.sign(payload, { typ: 'accord-bundle+jwt' });
    const { service, environment, version } = payload;
    return this.serveBody(body, { service, environment, version });
  }

  serveBody(body: string, about: Pick<Served, 'service' | 'environment' | 'version'>): Served {
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    this.served = { body, etag, ...about };
    return this.served;
  }

  /** `Accord-Fresh` about what is served. */
  freshness(): string {
    if (!this.served) throw new Error('nothing is served');
    const { service, environment, version, etag } = this.served;
    const statement = { service, environment, version, etag, as_of: this.asOf() };
    return this.key.sign(statement, { typ: 'accord-fresh+jwt' });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request).catch(() => null);
    // Whoever sent it was killed on the way.
    if (!body || !request.complete) return;
    const isPoll = request.url === '/v1/policy';
    if (isPoll) this.polls.push(request.headers);
    const report = isPoll ? null : readReport(body, request.headers);
    if (report) this.attempts.push(report);
    const scripted = (isPoll ? this.onPoll : this.onReport)(request);
    if (scripted === 'hang') return;
    const reply = scripted === 'protocol' ? this.#protocol(request.headers, report) : scripted;
    response.writeHead(reply.status, reply.headers);
    response.end(reply.body);
  }

  #protocol(headers: IncomingHttpHeaders, report: Report | null): Reply {
    if (report) {
      this.counted.set(`${report.instance}/${report.sequence}`, report);
      return { status: 202, body: JSON.stringify({ next_report_after_seconds: 60 }) };
    }
    if (!this.served) return { status: 503 };
    const common = { ETag: this.served.etag, 'Accord-Fresh': this.freshness() };
    if (headers['if-none-match'] === this.served.etag) {
      const waited = headers['prefer'] ? { 'Preference-Applied': headers['prefer'].toString() } : {};
      return { status: 304, headers: { ...common, ...waited } };
    }
    return {
      status: 200,
      headers: { ...common, 'Content-Type': 'application/jose' },
      body: this.served.body,
    };
  }
}

function readReport(body: Buffer, headers: IncomingHttpHeaders): Report {
  const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  return Report.parse(JSON.parse(text.toString('utf8')));
}
