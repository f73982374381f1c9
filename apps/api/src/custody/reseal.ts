import type { EntityManager } from 'typeorm';
import type { Change } from '../platform/change-log/change.js';
import { type CustodyPurpose, type KeyBox, KeyBoxError } from './key-box.js';
import { SEALED_PLACES } from './sealed-places.js';

/** The action of the event that a change of the master key leaves. */
export const MASTER_KEY_CHANGED = 'master_key.changed';

/** What a change of the master key found, in numbers of sealed keys. */
export interface Resealed {
  /** by purpose: under the old master key until now */
  readonly resealed: Readonly<Record<CustodyPurpose, number>>;
  /** under the new one before */
  readonly already: number;
}

interface SealedRow {
  id: string;
  sealed: Buffer;
}

/** A sealed key, open. */
interface OpenedRow {
  readonly purpose: CustodyPurpose;
  readonly id: string;
  readonly plain: Buffer;
  readonly isNew: boolean;
}

const PURPOSES = Object.keys(SEALED_PLACES) as CustodyPurpose[];
/** So many keys are named that do not open. */
const NAMED = 5;

/**
 * Seals every private key anew under another master key, in the transaction of `change`, and records one event. What is
 * under the new one already stays as it is; with nothing to do, nothing is recorded. All is read back and opened with the
 * new one before the commit.
 *
 * @throws Error that names the keys which neither of the two opens; nothing is changed then
 */
export async function resealAll(change: Change, from: KeyBox, to: KeyBox): Promise<Resealed> {
  const { manager } = change;
  await change.lock();
  const rows = await openAll(manager, from, to);
  const old = rows.filter((row) => !row.isNew);
  for (const purpose of PURPOSES) await store(manager, purpose, ofPurpose(old, purpose), to);
  await verify(manager, rows, to);
  const counts = PURPOSES.map((purpose) => [purpose, ofPurpose(old, purpose).length]);
  const resealed = Object.fromEntries(counts) as Record<CustodyPurpose, number>;
  if (old.length === 0) change.unchanged();
  else await record(change, resealed);
  return { resealed, already: rows.length - old.length };
}

async function openAll(manager: EntityManager, from: KeyBox, to: KeyBox): Promise<OpenedRow[]> {
  const opened: OpenedRow[] = [];
  const unopened: string[] = [];
  for (const purpose of PURPOSES) {
    for (const { id, sealed } of await sealedRows(manager, purpose)) {
      const old = tryOpen(from, purpose, id, sealed);
      const plain = old ?? tryOpen(to, purpose, id, sealed);
      if (plain === null) unopened.push(`${purpose} ${id}`);
      else opened.push({ purpose, id, plain, isNew: old === null });
    }
  }
  if (unopened.length === 0) return opened;
  const total = opened.length + unopened.length;
  const more = unopened.length > NAMED ? ` and ${unopened.length - NAMED} more` : '';
  throw new Error(
    `Neither ACCORD_MASTER_KEY nor the new key opens ${unopened.length} of ${total} sealed keys ` +
      `(${unopened.slice(0, NAMED).join(', ')}${more}). Nothing was changed. Give the master key with which the API runs as ` +
      'ACCORD_MASTER_KEY; if it is that one, these rows were altered: restore them from a backup first.',
  );
}

function sealedRows(manager: EntityManager, purpose: CustodyPurpose): Promise<SealedRow[]> {
  const { table, id } = SEALED_PLACES[purpose];
  return manager.query<SealedRow[]>(
    `SELECT ${id} AS id, private_key_sealed AS sealed FROM ${table} WHERE private_key_sealed IS NOT NULL ORDER BY 1`,
  );
}

function tryOpen(box: KeyBox, purpose: CustodyPurpose, id: string, sealed: Buffer): Buffer | null {
  try {
    return box.open(purpose, id, sealed);
  } catch (error) {
    if (error instanceof KeyBoxError) return null;
    throw error;
  }
}

async function store(
  manager: EntityManager,
  purpose: CustodyPurpose,
  rows: readonly OpenedRow[],
  to: KeyBox,
): Promise<void> {
  const { table, id } = SEALED_PLACES[purpose];
  await manager.query(
    `UPDATE ${table} SET private_key_sealed = anew.sealed
     FROM unnest($1::text[], $2::bytea[]) AS anew (id, sealed) WHERE ${id} = anew.id`,
    [rows.map((row) => row.id), rows.map((row) => to.seal(purpose, row.id, row.plain))],
  );
}

async function verify(manager: EntityManager, rows: readonly OpenedRow[], to: KeyBox): Promise<void> {
  for (const purpose of PURPOSES) {
    const expected = new Map(ofPurpose(rows, purpose).map((row) => [row.id, row.plain]));
    const stored = await sealedRows(manager, purpose);
    const same = stored.every(({ id, sealed }) => expected.get(id)?.equals(to.open(purpose, id, sealed)));
    if (!same || stored.length !== expected.size)
      throw new Error(
        `The stored keys of ${SEALED_PLACES[purpose].table} are not what was sealed. Nothing was changed.`,
      );
  }
}

async function record(change: Change, resealed: Resealed['resealed']): Promise<void> {
  await change.record({
    action: MASTER_KEY_CHANGED,
    object: { kind: 'master_key', id: 'master_key', name: 'the master key' },
    before: null,
    after: { resealed },
  });
}

function ofPurpose(rows: readonly OpenedRow[], purpose: CustodyPurpose): OpenedRow[] {
  return rows.filter((row) => row.purpose === purpose);
}
