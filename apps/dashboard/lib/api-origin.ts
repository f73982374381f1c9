const EXPECTED = 'expected the base URL of the API, like http://127.0.0.1:4000';

/**
 * Where the API is. Read at every request, so that one build serves any deployment.
 *
 * @throws Error when the setting names no API.
 */
export function apiOrigin(): URL {
  const value = process.env['ACCORD_API_URL'];
  if (!value) throw new Error(`ACCORD_API_URL: found nothing, ${EXPECTED}`);
  const url = URL.parse(value);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Error(`ACCORD_API_URL: found "${value}", ${EXPECTED}`);
}
