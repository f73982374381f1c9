import type { ChangeEvent } from '@accord/contract';
import type { TestApp } from '../../platform/testing/test-app.js';

/** The events of these actions as they were hashed, oldest first. */
export async function loggedEvents(app: TestApp, ...actions: string[]): Promise<ChangeEvent[]> {
  const rows = await app.dataSource.query<{ canonical: Buffer }[]>(
    'SELECT canonical FROM change_log WHERE action = ANY($1::text[]) ORDER BY number',
    [actions],
  );
  return rows.map((row) => JSON.parse(row.canonical.toString('utf8')) as ChangeEvent);
}

/** How many events there are in all. */
export async function logLength(app: TestApp): Promise<number> {
  const [head] = await app.dataSource.query<{ number: number }[]>('SELECT number FROM change_log_head');
  if (head === undefined) throw new Error('the log has no head');
  return head.number;
}
