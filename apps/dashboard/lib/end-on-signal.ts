import { subscribe } from 'node:diagnostics_channel';
import type { Server, ServerResponse } from 'node:http';

/** What is not an event stream may end by itself for so long: less than the 10 s after which most things kill. */
const DEADLINE_MS = 5_000;

interface Started {
  response: ServerResponse;
  server: Server;
}

/**
 * Next stops listening on a signal and then waits for the answers that are open, for as long as they take. An event
 * stream takes as long as its page is open: those are cut at once, and their pages find the next dashboard. Whatever
 * else is still open is cut after a few seconds.
 */
export function endAnswersOnSignal(): void {
  const open = new Set<ServerResponse>();
  const servers = new Set<Server>();
  subscribe('http.server.request.start', (message) => {
    const { response, server } = message as Started;
    servers.add(server);
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  const end = () => {
    for (const response of [...open].filter(isEventStream)) response.destroy();
    setTimeout(() => {
      for (const server of servers) server.closeAllConnections();
    }, DEADLINE_MS);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}
