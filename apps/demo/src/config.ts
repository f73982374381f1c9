import { z } from 'zod';

const Environment = z.object({
  ACCORD_API_URL: z.url(),
  ACCORD_DASHBOARD_URL: z.url(),
  ACCORD_API_TOKEN: z.string().min(1),
  ACCORD_DATA_DIR: z.string().min(1),
  ACCORD_DEMO_PORT: z.coerce.number().int().min(1024).max(65_500).default(4100),
  ACCORD_DEMO_PAUSE_MS: z.coerce.number().int().min(10).default(400),
});

/** Where everything of the demo listens and whom it talks to. Ports follow each other from ACCORD_DEMO_PORT. */
export interface DemoConfig {
  apiUrl: string;
  dashboardUrl: string;
  apiToken: string;
  dataDir: string;
  pauseMs: number;
  ports: Record<'page' | 'issuer' | 'gateway' | 'orders' | 'payments' | 'reports', number>;
}

/** Reads the environment; throws with one line per variable that is missing or wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): DemoConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  }
  const base = parsed.data.ACCORD_DEMO_PORT;
  return {
    apiUrl: parsed.data.ACCORD_API_URL,
    dashboardUrl: parsed.data.ACCORD_DASHBOARD_URL,
    apiToken: parsed.data.ACCORD_API_TOKEN,
    dataDir: parsed.data.ACCORD_DATA_DIR,
    pauseMs: parsed.data.ACCORD_DEMO_PAUSE_MS,
    ports: {
      page: base,
      issuer: base + 1,
      gateway: base + 2,
      orders: base + 3,
      payments: base + 4,
      reports: base + 5,
    },
  };
}

/** The address of one of the demo's servers. */
export function urlOf(config: DemoConfig, server: keyof DemoConfig['ports']): string {
  return `http://localhost:${config.ports[server]}`;
}
