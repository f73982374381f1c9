const DAY_SECONDS = 86_400;

/** What the dashboard asks for, screen by screen; `{now}` and the like are filled in by `routesOf`. */
export function routesOf(now) {
  const failures = (seconds, step, more = '') =>
    `/v1/failures?from=${now - seconds}&to=${now}&step=${step}${more}`;
  const day = (ago) => new Date((now - ago * DAY_SECONDS) * 1000).toISOString().slice(0, 10);
  const biggest = '/v1/services/api-00000/environments/production';
  return [
    ['services', '/v1/services'],
    ['services, longest page', '/v1/services?limit=200'],
    ['services, searched', '/v1/services?search=ledger-04'],
    ['services whose fleet is behind', '/v1/services?fleet=behind'],
    ['services without a contract', '/v1/services?contract=none'],
    ['owners of services', '/v1/service-owners'],
    ['one service', '/v1/services/api-00000'],
    ['instances of 2,000', `${biggest}/instances`],
    ['versions', `${biggest}/versions?limit=10`],
    ['credentials', `${biggest}/credentials`],
    ['draft', '/v1/services/ledger-00003/environments/production/draft'],
    ['environments', '/v1/environments'],
    ['issuers', '/v1/issuers?limit=200'],
    ['revocations', '/v1/revocations'],
    ['cut-offs', '/v1/cut-offs'],
    ['failures, 1 h', failures(3_600, 60)],
    ['failures, 1 h, one service', failures(3_600, 60, '&service=api-00000')],
    ['failures, 24 h', failures(DAY_SECONDS, 1_800)],
    ['failures, 7 d', failures(7 * DAY_SECONDS, 7_200)],
    ['failures, 30 d', failures(30 * DAY_SECONDS, 43_200)],
    ['failures, 30 d, one service', failures(30 * DAY_SECONDS, 43_200, '&service=billing-00005')],
    ['audit log', '/v1/audit-events'],
    ['audit log, by actor', '/v1/audit-events?actor=person-7'],
    ['audit log, by object', '/v1/audit-events?object=ledger-04003'],
    ['audit log, by action', '/v1/audit-events?action=contract.published'],
    ['audit log, loosened', '/v1/audit-events?effect=looser'],
    ['audit log, by service', '/v1/audit-events?service=api-00000'],
    ['audit log, terms', '/v1/audit-events/terms'],
    ['audit log, by day', `/v1/audit-events?from=${day(101)}&to=${day(100)}`],
    ['audit log, nothing found', '/v1/audit-events?actor=nobody-of-this-name'],
    ['reach of a change', '/v1/audit-events/1000/reach'],
    ['users', '/v1/users'],
    ['API tokens', '/v1/api-tokens'],
  ];
}
