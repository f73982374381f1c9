import type { Express } from 'express';

export interface RunningServer {
  close(): Promise<void>;
}

/** Starts an Express app on loopback. Rejects when the port is taken. */
export function listen(app: Express, port: number): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, (error) => {
      if (error) {
        reject(
          new Error(`Port ${port} is taken; set ACCORD_DEMO_PORT to another base port`, { cause: error }),
        );
        return;
      }
      resolve({
        close: () =>
          new Promise((done) => {
            server.close(() => {
              done();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}
