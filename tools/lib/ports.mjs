import { createServer } from 'node:net';
import { Refusal } from './steps.mjs';

function listenError(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code ?? error.message));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/** Throws, naming the variable to set, when somebody already listens there. */
export async function requireFreePort(host, port, variable) {
  const error = await listenError(host, port);
  if (!error) return;
  const reason = error === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error})`;
  throw new Refusal(
    `${variable}: port ${port} ${reason} on ${host}, expected a free one, e.g. ${variable}=${port + 10}`,
  );
}
