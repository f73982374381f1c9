import { namesIssuer } from '../issuers/iss-in-sql.js';

/**
 * SQL: whether a change (`change`, of the change log) concerns a place (`published`, its contract in force). A revocation
 * concerns those alone that take its kind.
 */
export const CHANGE_CONCERNS = `
  (change.service_id IS NULL OR published.service_id = change.service_id)
  AND (change.environment_id IS NULL OR published.environment_id = change.environment_id)
  AND (change.issuer_id IS NULL OR ${namesIssuer(
    'published.contract',
    '(SELECT issuers.issuer FROM issuers WHERE issuers.id = change.issuer_id)',
  )})
  AND coalesce(published.contract -> 'revocation' ? (
    SELECT kind FROM revocations WHERE revocations.change_number = change.number), true)`;
