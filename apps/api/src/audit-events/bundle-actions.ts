/** What moves the version of a bundle: only of these can an instance say that it runs them. */
export const BUNDLE_ACTIONS: ReadonlySet<string> = new Set([
  'contract.published',
  'issuer.updated',
  'issuer.archived',
  'issuer.cut_off',
  'issuer.cut_off_loosened',
  'issuer.keys_observed',
  'issuer.revocations_swept',
  'key.published',
  'key.removed',
  'key.compromised',
  'revocation.created',
  'revocation.lifted',
]);
