import type { Server } from 'node:http';

/** Whoever connects without end must not keep the server from closing. */
const MOST_TURNS = 1_000;

/**
 * Calls back as soon as a turn of the event loop found nobody at the door. The kernel answers a connection before it is
 * accepted, and takes requests over it; what waits there while a server closes is lost. Node accepts one in a turn.
 */
export function whenAllAccepted(server: Server, done: () => void): void {
  let found = true;
  const note = () => (found = true);
  const look = (turns: number) => {
    if (found && turns > 0) {
      found = false;
      setImmediate(look, turns - 1);
    } else {
      server.off('connection', note);
      done();
    }
  };
  server.on('connection', note);
  setImmediate(look, MOST_TURNS);
}
