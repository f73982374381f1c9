import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie's name: browsers hold `__Host-` to https, this host and the whole path. */
export function sessionCookieName(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-accord_session' : 'accord_session';
}

export function readSessionCookie(request: FastifyRequest, publicUrl: URL): string | undefined {
  return request.cookies[sessionCookieName(publicUrl)];
}

export function setSessionCookie(reply: FastifyReply, publicUrl: URL, token: string, seconds: number): void {
  void reply.setCookie(sessionCookieName(publicUrl), token, { ...attributes(publicUrl), maxAge: seconds });
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: URL): void {
  void reply.clearCookie(sessionCookieName(publicUrl), attributes(publicUrl));
}

function attributes(publicUrl: URL) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.protocol === 'https:' } as const;
}
