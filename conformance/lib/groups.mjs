import { authorizationGroups } from './group-authorization.mjs';
import { bindingGroups } from './group-binding.mjs';
import { claimGroups } from './group-claims.mjs';
import { contractGroups } from './group-contract.mjs';
import { formatGroups } from './group-format.mjs';
import { keyGroups } from './group-keys.mjs';
import { orderGroups } from './group-order.mjs';
import { pathGroups } from './group-paths.mjs';
import { requestGroups } from './group-requests.mjs';
import { revocationGroups } from './group-revocation.mjs';
import { typeGroups } from './group-type.mjs';

const GROUPS = [
  orderGroups,
  requestGroups,
  pathGroups,
  formatGroups,
  keyGroups,
  typeGroups,
  claimGroups,
  contractGroups,
  bindingGroups,
  revocationGroups,
  authorizationGroups,
];

/** The cases that EdDSA alone has: { name, bundle, cases }. Without a bundle of its own, a group uses one of the others. */
export const makeGroups = (kit) => GROUPS.flatMap((groups) => groups(kit));
