import type { EntityManager } from 'typeorm';
import type { Range } from './sums-plan.js';

/**
 * Where in the range reports wait to be added up; null where none does. Mostly it is the last minute: asked first, and at
 * the same moment as the counts, it spares each of their queries the planning for every other day.
 */
export async function findUnsummed(manager: EntityManager, { from, to }: Range): Promise<Range | null> {
  const [row] = await manager.query<{ first: number | null; last: number | null }[]>(
    `SELECT min(window_start) AS first, max(window_start) AS last FROM unsummed_reports
     WHERE window_start >= $1 AND window_start < $2`,
    [from, to],
  );
  if (row === undefined || row.first === null || row.last === null) return null;
  return { from: row.first, to: row.last + 1 };
}
