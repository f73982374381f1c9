import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Appends the address of the connected peer to `X-Forwarded-For`, as every proxy must. Next keeps what
 * the client claims unchanged, so that anybody could choose the address which the API counts log-ins by;
 * the channel is where Node shows a request before anyone handles it.
 */
export function appendPeerAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const claimed = request.headers['x-forwarded-for'];
    const peer = request.socket.remoteAddress;
    if (!peer) return;
    request.headers['x-forwarded-for'] = claimed ? `${String(claimed)}, ${peer}` : peer;
  });
}
