import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** A way to a database that can be cut without either side being told, as networks and firewalls do. */
export interface DeafProxy {
  /** The database's URL, by way of the proxy. */
  url: string;
  /** From now on drops what the connections of before send and are sent; new ones work. */
  cut(): void;
  /** From now on drops what every connection sends and is sent, new ones too. */
  cutForGood(): void;
  close(): Promise<void>;
}

export async function startDeafProxy(databaseUrl: string): Promise<DeafProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const hearing = new Set<Socket>();
  let isGone = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      if (!isGone) hearing.add(from);
      from.on('error', () => undefined);
      from.on('data', (bytes) => hearing.has(from) && to.write(bytes));
      from.on('close', () => {
        open.delete(from);
        if (hearing.has(from)) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cut: () => hearing.clear(),
    cutForGood: () => {
      isGone = true;
      hearing.clear();
    },
    close: () => closed(server, open),
  };
}

function closed(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of open) socket.destroy();
  });
}
