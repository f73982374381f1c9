export const dynamic = 'force-dynamic';

/** Does this process live? Asks nobody, so that a restart of the API restarts no dashboard. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
