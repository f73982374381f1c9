import type { ServerResponse } from 'node:http';

/** Past this a reader is too slow: it is cut off and comes back, rather than filling our memory. */
const MOST_BUFFERED_BYTES = 256 * 1024;

/** One connected reader of server-sent events (HTML Living Standard §9.2). */
export class EventStream {
  private open = true;

  constructor(
    private readonly response: ServerResponse,
    headers: Readonly<Record<string, string>>,
    private readonly onClose: () => void,
  ) {
    response.on('close', () => this.closed());
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Tells nginx not to hold events back.
      'x-accel-buffering': 'no',
    });
  }

  /** `id` is what the browser sends as Last-Event-ID when it comes back. */
  send(type: string, data: unknown, id?: number): void {
    const idLine = id === undefined ? '' : `id: ${id}\n`;
    this.write(`${idLine}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    if (this.open) this.response.end();
    this.closed();
  }

  private write(text: string): void {
    if (!this.open) return;
    this.response.write(text);
    if (this.response.writableLength > MOST_BUFFERED_BYTES) {
      this.response.destroy();
      this.closed();
    }
  }

  private closed(): void {
    if (!this.open) return;
    this.open = false;
    this.onClose();
  }
}
