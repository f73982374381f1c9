import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { BundleStore } from '../bundles/bundle-store.js';
import { HeartbeatBook } from '../fleet/heartbeat-book.js';
import { CredentialIndex, type CredentialRow, type ServiceCredential } from './credential-index.js';
import { PolicyChannel } from './policy-channel.js';

const ADDRESS = { serviceId: 's1', environmentId: 'e1' };
const row = (id: string, serviceId = 's1'): CredentialRow => ({
  id,
  service_id: serviceId,
  environment_id: 'e1',
  secret_hash: createHash('sha256').update(`secret-${id}`).digest('base64url'),
  expires_at: 1000,
});

let revoked: ServiceCredential[];
let index: CredentialIndex;

beforeEach(() => {
  revoked = [];
  const channel = new PolicyChannel(new BundleStore().slot(ADDRESS), new HeartbeatBook().open(ADDRESS));
  index = new CredentialIndex(
    () => channel,
    (credential) => revoked.push(credential),
  );
  index.replace(null, [row('a'), row('b'), row('c', 's2')]);
});

describe('finding a credential', () => {
  it.each([
    ['Bearer secret-a', 'a'],
    ['bearer  secret-b', 'b'],
    ['Bearer secret-x', undefined],
    ['Basic secret-a', undefined],
    ['Bearer secret-a secret-b', undefined],
    ['secret-a', undefined],
    [undefined, undefined],
  ])('%s', (header, id) => {
    expect(index.find(header, 10)?.id).toBe(id);
    expect(index.find(header, 10)?.id).toBe(id);
  });

  it('ends with its time, to the second', () => {
    expect(index.find('Bearer secret-a', 999)?.id).toBe('a');
    expect(index.find('Bearer secret-a', 1000)).toBeUndefined();
  });
});

describe('replacing credentials', () => {
  it('forgets those that are gone, though their header was remembered, and tells of it', () => {
    const a = index.find('Bearer secret-a', 10);
    index.replace(new Set(['s1']), [row('b')]);
    expect(index.find('Bearer secret-a', 10)).toBeUndefined();
    expect(revoked).toEqual([a]);
    expect(a?.revoked).toBe(true);
  });

  it('keeps other services and the objects of those that stay', () => {
    const b = index.find('Bearer secret-b', 10);
    index.replace(new Set(['s1']), [row('b'), row('d')]);
    expect(index.find('Bearer secret-b', 10)).toBe(b);
    expect(index.find('Bearer secret-c', 10)?.id).toBe('c');
    expect(index.find('Bearer secret-d', 10)?.id).toBe('d');
  });
});
