/** Where the contract of a service in an environment is edited, or its versions are compared. */
export function contractPath(service: string, environment: string, page: 'edit' | 'versions'): string {
  return `/services/${encodeURIComponent(service)}/${encodeURIComponent(environment)}/${page}`;
}
