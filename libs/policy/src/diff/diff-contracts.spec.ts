import { ValidationContract, type ContractChange } from '@accord/contract';
import { describe, expect, it } from 'vitest';
import { normalizeContract } from '../contract/normalize-contract.js';
import { diffContracts } from './diff-contracts.js';

/** What the walk below needs to know of a zod schema. */
interface Schema {
  readonly def: {
    readonly type: string;
    readonly innerType?: Schema;
    readonly element?: Schema;
    readonly valueType?: Schema;
    readonly options?: readonly Schema[];
    readonly entries?: Readonly<Record<string, string>>;
    readonly shape?: Readonly<Record<string, Schema>>;
  };
}
type Mutation = readonly [leaf: string, value: unknown];

const timeRule = {
  clock_tolerance_seconds: 7,
  required: ['exp', 'nbf'],
  max_lifetime_seconds: 900,
  max_age_seconds: 800,
};
const typeRule = { typ: ['jwt', 'at+jwt'], claims: { token_use: ['access', 'api'] }, reject_id_tokens: true };
const demand = {
  all_scopes: ['s1', 's2'],
  any_scopes: ['s3', 's4'],
  all_roles: ['r1', 'r2'],
  any_roles: ['r3', 'r4'],
};

/** Every member filled in, so that each of them can change. */
const RICH = normalizeContract({
  schema: 1,
  issuers: [
    {
      issuer: 'https://a.example',
      algorithms: ['ES256', 'RS256'],
      min_rsa_bits: 3072,
      overrides: {
        audiences: ['own-1', 'own-2'],
        token_type: { ...typeRule, typ: ['own'] },
        time: { ...timeRule, max_lifetime_seconds: 60 },
        client_claim: 'azp',
        audience_claim: 'resource',
        scope_claim: ['scp'],
        roles_claim: ['realm', 'roles'],
      },
    },
    { issuer: 'https://b.example', algorithms: ['EdDSA'] },
  ],
  audiences: ['payments', 'refunds'],
  token_type: typeRule,
  time: timeRule,
  claims: {
    required: ['sub', 'jti'],
    forbidden: { names: ['email', 'address'], action: 'reject' },
    allowed_clients: ['c1', 'c2'],
    allowed_subjects: ['u1', 'u2'],
  },
  authorization: {
    default: demand,
    routes: [
      { id: 'refund', methods: ['POST', 'PUT'], path: '/payments/:id/refund', ...demand },
      { id: 'read', path: '/payments', all_scopes: ['s1'] },
    ],
    acr_values: ['gold', 'silver'],
    tenant: { claim: ['tid'], values: ['t1', 't2'] },
  },
  binding: { dpop: 'optional', mtls: 'optional' },
  revocation: ['tokens', 'subjects'],
  staleness: { soft_seconds: 900, hard_seconds: 3600 },
});

function unwrap(schema: Schema): Schema {
  return schema.def.innerType ? unwrap(schema.def.innerType) : schema;
}

/** Values that differ from this one in exactly one leaf. */
function mutate(schema: Schema, value: unknown, leaf: string): Mutation[] {
  if (schema.def.type === 'optional' && value !== undefined) {
    return [[`${leaf} left out`, undefined], ...mutate(unwrap(schema), value, leaf)];
  }
  const { def } = unwrap(schema);
  if (def.type === 'union') return mutateNullable(def.options ?? [], value, leaf);
  if (def.type === 'object') return mutateMembers(def.shape ?? {}, value as Record<string, unknown>, leaf);
  if (def.type === 'record') return mutateRecord(def.valueType, value as Record<string, unknown>, leaf);
  if (def.type === 'array') return mutateList(def.element, value as unknown[], leaf);
  return mutateScalar(def, value, leaf);
}

function mutateNullable(options: readonly Schema[], value: unknown, leaf: string): Mutation[] {
  const [inner] = options;
  if (!inner) throw new Error(`${leaf}: a union without options`);
  return value === null ? [] : [[`${leaf} null`, null], ...mutate(inner, value, leaf)];
}

function mutateMembers(
  shape: Readonly<Record<string, Schema>>,
  value: Record<string, unknown>,
  leaf: string,
): Mutation[] {
  return Object.entries(shape).flatMap(([name, member]) =>
    mutate(member, value[name], `${leaf}.${name}`).map(([path, changed]): Mutation => [
      path,
      { ...value, [name]: changed },
    ]),
  );
}

function mutateRecord(schema: Schema | undefined, value: Record<string, unknown>, leaf: string): Mutation[] {
  if (!schema) throw new Error(`${leaf}: a record without values`);
  return [
    [`${leaf} empty`, {}],
    [`${leaf} one more`, { ...value, another: ['x'] }],
    ...mutateMembers({ token_use: schema }, value, leaf),
  ];
}

function mutateList(element: Schema | undefined, value: unknown[], leaf: string): Mutation[] {
  if (!element) throw new Error(`${leaf}: a list without elements`);
  const [first, ...rest] = value;
  const others: Mutation[] = mutate(element, first, `${leaf}.0`).map(([path, item]) => [
    path,
    [item, ...rest],
  ]);
  const more: Mutation[] = mutate(element, first, `${leaf} +`).map(([path, item]) => [
    path,
    [...value, item],
  ]);
  return [[`${leaf} empty`, []], [`${leaf} shorter`, rest], ...others, ...more];
}

function mutateScalar(def: Schema['def'], value: unknown, leaf: string): Mutation[] {
  switch (def.type) {
    case 'boolean':
      return [[leaf, value === false]];
    case 'number':
      return [
        [`${leaf} up`, (value as number) + 1],
        [`${leaf} down`, (value as number) - 1],
      ];
    case 'enum':
      return Object.values(def.entries ?? {})
        .filter((option) => option !== value)
        .map((option): Mutation => [`${leaf} ${option}`, option]);
    case 'string':
      return [[leaf, `${String(value)}x`]];
    case 'literal':
      return [];
    default:
      throw new Error(`${leaf}: no mutation for ${def.type}`);
  }
}

const base: unknown = RICH;
const cases = mutate(ValidationContract as unknown as Schema, base, 'contract')
  .map(([leaf, value]) => [leaf, ValidationContract.safeParse(value)] as const)
  .flatMap(([leaf, parsed]) => (parsed.success ? [[leaf, normalizeContract(parsed.data)] as const] : []))
  .filter(([, contract]) => JSON.stringify(contract) !== JSON.stringify(RICH));

const FLIPPED = { tighter: 'looser', looser: 'tighter', neutral: 'neutral' } as const;
const effects = (changes: readonly ContractChange[]): string[] =>
  changes.map(({ effect }) => effect).toSorted();

describe('every leaf of the contract language', () => {
  it('is walked', () => {
    const leaves = new Set(cases.map(([leaf]) => leaf.split(' ')[0]));
    expect(leaves.size).toBeGreaterThan(60);
    expect(cases.length).toBeGreaterThan(150);
  });

  it.each(cases)('%s: its change is told, and the way back mirrors it', (_leaf, changed) => {
    const forth = diffContracts(RICH, changed);
    const back = diffContracts(changed, RICH);
    expect(forth).not.toEqual([]);
    expect(effects(back)).toEqual(forth.map(({ effect }) => FLIPPED[effect]).toSorted());
    expect(diffContracts(changed, changed)).toEqual([]);
  });
});

const with_ = (changes: object): ValidationContract =>
  normalizeContract({
    schema: 1,
    issuers: [{ issuer: 'https://a.example', algorithms: ['ES256'] }],
    audiences: ['payments'],
    token_type: { typ: ['at+jwt'] },
    ...changes,
  });
const PLAIN = with_({});
const tell = (from: ValidationContract, to: ValidationContract): string[] =>
  diffContracts(from, to).map(({ effect, sentence }) => `${effect}: ${sentence}`);

describe('the sentences', () => {
  it.each([
    [with_({ audiences: ['payments', 'reports'] }), 'looser: audience `reports` is accepted in addition'],
    [
      with_({ claims: { required: ['sub', 'client_id', 'jti', 'sid'] } }),
      'tighter: tokens without `sid` are now refused',
    ],
    [
      with_({ time: { max_lifetime_seconds: null } }),
      'looser: the longest lifetime of tokens is unlimited; until now 3600 s',
    ],
    [
      with_({ time: { clock_tolerance_seconds: 60 } }),
      'looser: the clocks of tokens may be wrong by 60 s; until now 5 s',
    ],
    [with_({ token_type: { typ: null } }), 'looser: any typ is accepted; until now only `at+jwt`'],
    [with_({ revocation: ['tokens'] }), 'looser: revoked clients are no longer refused'],
    [
      with_({ authorization: { unmatched: 'deny' } }),
      'tighter: requests that no route names are now refused',
    ],
  ])('are plain %#', (to, sentence) => {
    expect(tell(PLAIN, to)).toContain(sentence);
  });

  it('tell a repeated override as neutral', () => {
    const to = with_({
      issuers: [
        { issuer: 'https://a.example', algorithms: ['ES256'], overrides: { audiences: ['payments'] } },
      ],
    });
    expect(tell(PLAIN, to)).toEqual([
      'neutral: `https://a.example` now states its own audiences, which equals the contract’s',
    ]);
  });

  it('call the first scope of a choice tighter and the second looser', () => {
    const one = with_({ authorization: { default: { any_scopes: ['a'] } } });
    const two = with_({ authorization: { default: { any_scopes: ['a', 'b'] } } });
    expect(tell(PLAIN, one)).toEqual(['tighter: every request now needs the scope `a`']);
    expect(tell(one, two)).toEqual(['looser: for every request, the scope `b` is enough too']);
  });

  it('call a route that opens a denied path looser, and one that restricts an open path tighter', () => {
    const routes = [{ id: 'refund', path: '/refund', all_scopes: ['refund'] }];
    const denied = with_({ authorization: { unmatched: 'deny' } });
    expect(tell(PLAIN, with_({ authorization: { routes } }))).toEqual([
      'tighter: requests to every method of /refund now follow the route `refund`',
    ]);
    expect(tell(denied, with_({ authorization: { unmatched: 'deny', routes } }))).toEqual([
      'looser: requests to every method of /refund now follow the route `refund`',
    ]);
  });

  it('do not call tokens without iat newly refused where a limit required it before', () => {
    const to = with_({ time: { required: ['exp'] } });
    expect(tell(PLAIN, to)).toEqual([
      'neutral: `iat` is no longer listed as required; a time limit requires it anyway',
    ]);
  });

  it('say of a first contract that everything was refused before', () => {
    expect(diffContracts(null, PLAIN)).toHaveLength(1);
  });
});
