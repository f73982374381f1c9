import { unprocessable } from '../platform/errors/problems.js';
import type { IssuerEntity } from './issuer.entity.js';

/** @throws Problem 422 `not_managed` */
export function refuseUnmanaged(issuer: IssuerEntity): void {
  if (issuer.kind === 'managed') return;
  throw unprocessable('not_managed', `"${issuer.name}" keeps its own keys; Accord only observes them.`);
}
