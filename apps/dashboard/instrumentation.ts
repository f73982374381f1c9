/** Runs once when the server starts, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { requireApiOrigin } = await import('./lib/require-api-origin');
  const { appendPeerAddresses } = await import('./lib/peer-address');
  const { endAnswersOnSignal } = await import('./lib/end-on-signal');
  requireApiOrigin();
  appendPeerAddresses();
  endAnswersOnSignal();
}
