/** Read by other parts of the product, which may share an environment with the API. */
const OF_OTHERS = [
  'ACCORD_API_TOKEN',
  'ACCORD_API_URL',
  'ACCORD_CACHE_DIR',
  'ACCORD_CHROMIUM',
  'ACCORD_CREDENTIAL',
  'ACCORD_DASHBOARD_HOST',
  'ACCORD_DASHBOARD_PORT',
  'ACCORD_DASHBOARD_URL',
  'ACCORD_DATABASE_PASSWORD',
  'ACCORD_DATA_DIR',
  'ACCORD_DEMO_PAUSE_MS',
  'ACCORD_DEMO_PORT',
  'ACCORD_TOKEN',
  'ACCORD_TRUST_KEYS',
  'ACCORD_URL',
];

/** One sentence for each variable that looks like ours and is nobody's: misspelt, it would be without effect unseen. */
export function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): string[] {
  const all = [...known, ...OF_OTHERS];
  return Object.keys(environment)
    .filter((name) => name.startsWith('ACCORD_') && !all.includes(name))
    .map(
      (name) =>
        `${name} is no setting and has no effect. Compare it with the table of settings in README.md.`,
    );
}
