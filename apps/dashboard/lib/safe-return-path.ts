const ANY_ORIGIN = 'http://origin.invalid';

/** A path of this dashboard to go back to after log-in, or `/` for anything that would lead elsewhere. */
export function safeReturnPath(value: string | null): string {
  if (!value?.startsWith('/')) return '/';
  // The URL parser knows what browsers make of `//host`, `/\host` and control characters.
  if (!URL.canParse(value, ANY_ORIGIN)) return '/';
  const url = new URL(value, ANY_ORIGIN);
  if (url.origin !== ANY_ORIGIN || url.pathname === '/login') return '/';
  return url.pathname + url.search + url.hash;
}
