import { request as httpRequest, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Express, RequestHandler } from 'express';

/** Starts an application on a port that is free. */
export async function listen(app: Express): Promise<{ port: number; close: () => unknown }> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** The status of the answer to a request whose path goes out as it is; fetch would normalise it. */
export function statusOf(options: RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ ...options, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject).end();
  });
}

/** As Nest on Express calls a guard. */
export function asMiddleware(guard: CanActivate): RequestHandler {
  return (request, response, next) => {
    const http = { getRequest: () => request, getResponse: () => response };
    try {
      void guard.canActivate({ switchToHttp: () => http } as ExecutionContext);
      next();
    } catch (error) {
      response.status((error as { getStatus(): number }).getStatus()).end();
    }
  };
}
