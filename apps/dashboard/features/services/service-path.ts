/** The page of a service, at one of its environments. */
export function servicePath(service: string, environment?: string): string {
  const path = `/services/${encodeURIComponent(service)}`;
  return environment ? `${path}?environment=${encodeURIComponent(environment)}` : path;
}
