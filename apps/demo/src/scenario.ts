/** The names that the whole demo shares. */

export const ISSUER = 'demo';
export const ENVIRONMENT = 'production';
export const ALGORITHM = 'ES256';

export const APIS = ['orders', 'payments', 'reports'] as const;
export type Api = (typeof APIS)[number];
export type ServiceName = 'gateway' | Api;
export const SERVICES: readonly ServiceName[] = ['gateway', ...APIS];

/** The audience (RFC 8707 resource indicator) of each API. */
export const AUDIENCE: Record<Api, string> = {
  orders: 'https://orders.demo.test',
  payments: 'https://payments.demo.test',
  reports: 'https://reports.demo.test',
};

/** Seconds. Short, so that a rotation passes while somebody watches. */
export const TOKEN_SECONDS = 60;
export const MAX_LIFETIME_SECONDS = 120;
export const CLOCK_TOLERANCE_SECONDS = 5;
export const ROTATION_INTERVAL_SECONDS = 300;

/** The provider's clients: each has a habit that its tokens show. Secrets of a loopback demo protect nothing. */
export const CLIENTS = {
  shop: { habit: 'asks for what it needs' },
  batch: { habit: 'was given 12-hour tokens' },
  crm: { habit: 'has personal data in its tokens' },
  quick: { habit: 'gets tokens of one second' },
  web: { habit: 'signs people in and gets ID tokens' },
} as const;
export type ClientName = keyof typeof CLIENTS;

export const CLIENT_SECRET = 'demo-only-not-a-secret-demo-only';
