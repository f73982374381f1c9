import type { NextConfig } from 'next';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../..', import.meta.url));

/** For everything that is ours; what the API answers keeps the API's own headers. */
const securityHeaders = [
  // As the API's answers do; a browser heeds it over https alone, so nothing here has to know the public URL.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
];

const config: NextConfig = {
  // A directory with everything in it, for the container image alone: `next start` does not serve it.
  ...(process.env['ACCORD_STANDALONE'] === 'true' ? { output: 'standalone' as const } : {}),
  // `npm test` checks the types of everything at once, before it builds.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: workspace },
  outputFileTracingRoot: workspace,
  experimental: { optimizePackageImports: ['@accord/ui', 'lucide-react'] },
  headers: () =>
    Promise.resolve([{ source: '/((?!v1/|issuers/|docs|openapi.json).*)', headers: securityHeaders }]),
};

export default config;
