import { createHash } from 'node:crypto';
import type { ServiceView } from '@accord/contract/http';

/** What people change of a service. How it stands is no part of it. */
export type ServiceFields = Pick<ServiceView, 'name' | 'title' | 'owner' | 'description' | 'archived_at'>;

/** The ETag (without quotes) of what people change: an instance that reports must not move it. */
export function serviceEtag({ name, title, owner, description, archived_at }: ServiceFields): string {
  const content = JSON.stringify([name, title, owner, description, archived_at]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
