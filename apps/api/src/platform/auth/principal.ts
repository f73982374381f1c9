import type { ActorKind, Permission, Role } from '@accord/contract';

/** The session that a person came with. Times in epoch seconds. */
export interface PrincipalSession {
  id: string;
  createdAt: number;
  idleExpiresAt: number;
  expiresAt: number;
}

/** What a service's or issuer's credential stands for. */
export interface CredentialSubject {
  credentialId: string;
  serviceId: string | null;
  environmentId: string | null;
  issuerId: string | null;
}

/** Whoever makes a request or a change. */
export interface Principal {
  kind: ActorKind;
  id: string;
  name: string;
  permissions: ReadonlySet<Permission>;
  email: string | null;
  role: Role | null;
  session: PrincipalSession | null;
  credential: CredentialSubject | null;
}

const nobody = {
  permissions: new Set<Permission>(),
  email: null,
  role: null,
  session: null,
  credential: null,
};

/** A part of Accord that acts by itself, such as the rotation worker. */
export function systemPrincipal(name: string): Principal {
  return { ...nobody, kind: 'system', id: name, name };
}

/** A caller without a credential: public routes, and failed log-ins in the change log. */
export function anonymousPrincipal(): Principal {
  return { ...nobody, kind: 'anonymous', id: 'anonymous', name: 'Anonymous' };
}

/** A service or an authorization server that authenticated with its credential. It has no permissions of its own. */
export function credentialPrincipal(
  kind: 'service' | 'issuer',
  id: string,
  name: string,
  credential: CredentialSubject,
): Principal {
  return { ...nobody, kind, id, name, credential };
}
