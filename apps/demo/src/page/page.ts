import { BEFORE_CHECKS } from '../before/hand-made-checks.js';
import type { BeforeRow } from '../before/observer.js';
import { APIS } from '../scenario.js';
import { KIND_NAMES, KINDS } from '../traffic/kinds.js';
import type { Tally } from '../traffic/tally.js';
import { document, escape, table } from './html.js';

export interface PageState {
  dashboardUrl: string;
  kid: string;
  before: BeforeRow[];
  tally: Tally;
  reported: Map<string, number> | null;
}

const passed = (status: number | null) =>
  status === null ? '…' : status < 300 ? '✓ accepted' : `✕ ${status}`;

/** Both worlds side by side, and whether the counts agree. */
export function renderPage({ dashboardUrl, kid, before, tally, reported }: PageState): string {
  const flows = ['gateway', ...APIS] as const;
  const counts = tally.rows().map(({ service, outcome, count }) => {
    const seen = reported?.get(`${service} ${outcome}`) ?? 0;
    return [
      service,
      outcome,
      count,
      seen,
      seen === count
        ? '= equal'
        : seen > count
          ? `${seen - count} just reported`
          : `${count - seen} not reported yet`,
    ];
  });
  return document(
    'Accord demo',
    `<h1>The same token, two worlds</h1>
<p>A real OpenID provider signs with Accord’s key <code>${escape(kid.slice(0, 12))}…</code>. A gateway and three APIs check
its tokens. Refused good tokens since the start: <strong>${tally.refusedGoodTokens}</strong>.
Look closer in the dashboard: <a href="${escape(dashboardUrl)}/failures">failures</a>,
<a href="${escape(dashboardUrl)}/rotation">rotation</a>, <a href="${escape(dashboardUrl)}/services">services</a>.</p>
<h2>Before: every team checks by hand</h2>
<p>One token of each kind, made for orders. ${flows.map((flow) => `<b>${flow}</b>: ${escape(BEFORE_CHECKS[flow])}`).join('; ')}.</p>
${table(
  ['token', ...flows.map((flow) => (flow === 'gateway' ? 'gateway → orders' : `${flow}, direct`))],
  before.map((row) => [row.kind, ...flows.map((flow) => passed(row.flows[flow]))]),
)}
<h2>After: one contract each</h2>
<p>The verdict of each kind, written down by hand before the traffic runs; surprises since the start: ${tally.surprises.length}.</p>
${table(
  ['token', 'at the gateway', 'at the API behind it', 'at the API, direct'],
  KIND_NAMES.map((kind) => [
    kind,
    KINDS[kind].gateway,
    KINDS[kind].service ?? 'not forwarded',
    KINDS[kind].direct,
  ]),
)}
${
  tally.surprises.length === 0
    ? ''
    : table(
        ['surprise'],
        tally.surprises.map((text) => [text]),
      )
}
<h2>Counted twice</h2>
<p>What the traffic generator sent, and what the services reported to Accord (a few seconds later).</p>
${table(['service', 'outcome', 'sent', 'reported', ''], counts)}`,
  );
}
