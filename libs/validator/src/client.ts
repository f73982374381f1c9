/** The client: keeps a policy up to date, remembers the last good one, and reports counts. */
export { createValidator } from './client/create-validator.js';
export {
  EVENTS_CHANNEL,
  type PolicySource,
  type ValidatorEvent,
  type ValidatorLogger,
} from './client/events.js';
export type { Staleness } from './client/freshness.js';
export type { Fetch } from './client/http-exchange.js';
export { openBundle, type OpenBundleOptions } from './client/open-bundle.js';
export type { ClientErrorCode } from './client/policy-keeper.js';
export type { LastPoll } from './client/poll-loop.js';
export type { VerdictCount } from './client/report-accumulator.js';
export type { ReportStatus } from './client/report-sender.js';
export type { PausePurpose, Timers } from './client/timers.js';
export type { TrustKey } from './client/trust-keys.js';
export {
  type RequestContext,
  type Validator,
  ValidatorNotReady,
  type ValidatorStatus,
} from './client/validator.js';
export type { ValidatorOptions } from './client/validator-options.js';
export type { OnVerdict, VerdictEntry } from './client/verdict-recorder.js';
