/** Where the contract of a service in an environment is edited, or its versions are compared. */
export function contractPath(service: string, environment: string, page: 'edit' | 'versions'): string {
  return `/services/${encodeURIComponent(service)}/${encodeURIComponent(environment)}/${page}`;
}

/** The editor, with a contract begun for an issuer where there is none yet. */
export function firstContractPath(
  service: string,
  environment: string,
  issuer: string,
  preset: string,
): string {
  const query = new URLSearchParams({ issuer, ...(preset === '' ? {} : { preset }) });
  return `${contractPath(service, environment, 'edit')}?${query}`;
}
