import { createHash } from 'node:crypto';
import { ValidationContract } from '@accord/contract';
import { contractHash, normalizeContract } from '@accord/policy';

const TEAMS = [
  'Money Movement',
  'Identity',
  'Search',
  'Logistics',
  'Growth',
  'Data Platform',
  'Support',
  'Core',
];
const KINDS = ['api', 'worker', 'gateway', 'ledger', 'catalog', 'billing', 'notifier', 'search'];
const ISSUERS = 20;
export const ENVIRONMENTS = ['production', 'staging'];

/** A UUID that is the same on every run: two seeds can be compared. */
export function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Environments, issuers and services with the contract that each enforces. */
export async function planFleet({ services }) {
  const environments = ENVIRONMENTS.map((name, position) => ({
    id: uuidOf(`environment ${name}`),
    name,
    position,
  }));
  const issuers = Array.from({ length: ISSUERS }, (_, index) => ({
    id: uuidOf(`issuer ${index}`),
    name: `issuer-${index}`,
    issuer: `https://auth-${index}.bench.test`,
  }));
  const list = Array.from({ length: services }, (_, index) => serviceOf(index, issuers));
  for (const service of list) service.hash = await contractHash(service.contract);
  return { environments, issuers, services: list };
}

function serviceOf(index, issuers) {
  const name = `${KINDS[index % KINDS.length]}-${String(index).padStart(5, '0')}`;
  const issuer = issuers[index % issuers.length];
  const contract = normalizeContract(
    ValidationContract.parse({
      schema: 1,
      issuers: [{ issuer: issuer.issuer, algorithms: ['ES256'] }],
      audiences: [`https://${name}.bench.test`],
      token_type: { typ: ['at+jwt'] },
    }),
  );
  return {
    id: uuidOf(`service ${index}`),
    name,
    title: `Service ${index}`,
    owner: TEAMS[index % TEAMS.length],
    contract,
    issuer,
    hasDraft: index % 10 === 3,
    changeNumbers: {},
  };
}
