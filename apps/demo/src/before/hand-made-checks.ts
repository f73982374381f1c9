import { Router, type RequestHandler } from 'express';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyOptions } from 'jose';
import { AUDIENCE, type ServiceName } from '../scenario.js';

/**
 * How the four teams checked tokens before Accord, each by hand and each with good intentions. This is the
 * problem, shown: the same token works in one flow and fails in another.
 */
const CHECKS: Record<ServiceName, { says: string; options: (issuer: string) => JWTVerifyOptions }> = {
  gateway: { says: 'signature and exp', options: () => ({}) },
  orders: { says: 'signature, exp and iss', options: (issuer) => ({ issuer }) },
  payments: { says: 'signature, exp and aud=payments', options: () => ({ audience: AUDIENCE.payments }) },
  reports: { says: 'signature and exp; aud was never looked at', options: () => ({}) },
};

export const BEFORE_CHECKS = Object.fromEntries(
  Object.entries(CHECKS).map(([service, check]) => [service, check.says]),
) as Record<ServiceName, string>;

export function beforeAccord(service: ServiceName, where: { jwksUrl: string; issuer: string }): Router {
  const keys = createRemoteJWKSet(new URL(where.jwksUrl), { cooldownDuration: 1000 });
  const options = CHECKS[service].options(where.issuer);
  const check: RequestHandler = async (request, response, next) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    try {
      await jwtVerify(token, keys, options);
    } catch {
      // Nobody logged why. That is part of the problem.
      response.status(401).json({ error: 'unauthorized' });
      return;
    }
    next();
  };
  const router = Router();
  router.use(check);
  if (service !== 'gateway') {
    router.all(`/${service}/items`, (_request, response) => {
      response.json({ service, items: [] });
    });
  }
  return router;
}
