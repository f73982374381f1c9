import type { FailuresView } from '@accord/contract/http';
import type { AdminApi } from '../seed/admin-api.js';
import { ENVIRONMENT } from '../scenario.js';

/** Accord's own counts since a time (epoch seconds), as the dashboard shows them: "service outcome" → count. */
export async function reportedCounts(admin: AdminApi, from: number): Promise<Map<string, number>> {
  const to = Math.floor(Date.now() / 1000) + 60;
  const query = new URLSearchParams({ from: String(from), to: String(to), environment: ENVIRONMENT });
  const { totals } = await admin.get<FailuresView>(`/v1/failures?${query.toString()}`);
  return new Map(totals.map((row) => [`${row.service} ${row.outcome}`, row.count]));
}
