import { setTimeout as pause } from 'node:timers/promises';
import type { Validator } from '@accord/validator';
import type { TrustKeys } from '@accord/contract/http';
import { observeBefore, type BeforeRow } from './before/observer.js';
import { urlOf, type DemoConfig } from './config.js';
import { startIssuer } from './issuer/issuer-server.js';
import { listen, type RunningServer } from './listen.js';
import type { Logger } from './log.js';
import { reportedCounts } from './page/reported.js';
import { startPage } from './page/page-server.js';
import { APIS, ISSUER, SERVICES, type Api, type ServiceName } from './scenario.js';
import { AdminApi } from './seed/admin-api.js';
import { seed } from './seed/seed.js';
import { apiService } from './services/api-service.js';
import { gateway } from './services/gateway.js';
import { protect } from './services/protect.js';
import { TrafficGenerator } from './traffic/generator.js';
import { Tally } from './traffic/tally.js';
import { TokenSource } from './traffic/token-source.js';

/** Seeds, starts the issuer, the four services, the traffic and the page. `close` stops them in reverse. */
export async function startDemo(config: DemoConfig, log: Logger): Promise<RunningServer> {
  const startedAt = Math.floor(Date.now() / 1000);
  const admin = new AdminApi(config.apiUrl, config.apiToken);
  const secrets = await seed(config);
  log('demo: issuer, services and contracts are there');

  const issuerUrl = urlOf(config, 'issuer');
  const redirectUri = `${urlOf(config, 'page')}/callback`;
  const issuer = await startIssuer({
    issuer: issuerUrl,
    port: config.ports.issuer,
    apiUrl: config.apiUrl,
    credential: secrets.issuer,
    redirectUri,
    log,
  });

  const trustKeys = await admin.get<TrustKeys>('/v1/trust/keys.json');
  const validators = Object.fromEntries(
    SERVICES.map((service) => [
      service,
      protect({
        service,
        apiUrl: config.apiUrl,
        credential: secrets.services[service],
        trustKeys,
        dataDir: config.dataDir,
        log,
      }),
    ]),
  ) as Record<ServiceName, Validator>;
  await Promise.all(Object.values(validators).map((validator) => validator.ready()));
  log('demo: all four services hold their policy');

  const servers = await startServices(config, validators);
  const tally = new Tally();
  const tokens = new TokenSource(issuerUrl, redirectUri, admin);
  const apiUrls = Object.fromEntries(APIS.map((api) => [api, urlOf(config, api)])) as Record<Api, string>;
  const traffic = new TrafficGenerator({
    gatewayUrl: urlOf(config, 'gateway'),
    apiUrls,
    tokens,
    tally,
    pauseMs: config.pauseMs,
    log,
    enforced: (number) => everyoneApplied(Object.values(validators), number),
  });

  let before: BeforeRow[] = [];
  const page = await startPage({
    port: config.ports.page,
    traffic,
    state: async () => {
      before = await observeBefore(tokens, urlOf(config, 'gateway'), apiUrls).catch(() => before);
      const reported = await reportedCounts(admin, startedAt).catch(() => null);
      return { dashboardUrl: config.dashboardUrl, kid: issuer.currentKid(), before, tally, reported };
    },
  });
  traffic.start();

  return {
    close: async () => {
      await traffic.stop();
      await page.close();
      await Promise.all(servers.map((server) => server.close()));
      await Promise.all(Object.values(validators).map((validator) => validator.close()));
      await issuer.close();
    },
  };
}

function startServices(
  config: DemoConfig,
  validators: Record<ServiceName, Validator>,
): Promise<RunningServer[]> {
  const jwksUrl = `${config.apiUrl}/issuers/${ISSUER}/jwks.json`;
  const issuer = urlOf(config, 'issuer');
  const upstream = Object.fromEntries(APIS.map((api) => [api, urlOf(config, api)])) as Record<Api, string>;
  return Promise.all([
    listen(gateway(upstream, validators.gateway, jwksUrl, issuer), config.ports.gateway),
    ...APIS.map((api) => listen(apiService(api, validators[api], jwksUrl, issuer), config.ports[api])),
  ]);
}

/** Waits until every validator enforces that change; gives up after ten seconds. */
async function everyoneApplied(validators: Validator[], changeNumber: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (validators.some((validator) => (validator.version ?? 0) < changeNumber)) {
    if (Date.now() > deadline)
      throw new Error(`change ${changeNumber} did not reach every service in ten seconds`);
    await pause(100);
  }
}
