/** SQL: of issuers with one `iss` the one that it means: the live one (nulls come first), else the one archived last. */
export const ONE_OF_EACH_ISS = 'DISTINCT ON (issuers.issuer)';
export const LIVE_FIRST = 'ORDER BY issuers.issuer, issuers.archived_at DESC, issuers.change_number DESC';

/** SQL: whether a contract names an `iss` value; both are expressions. */
export const namesIssuer = (contract: string, issuer: string) =>
  `${contract} -> 'issuers' @> jsonb_build_array(jsonb_build_object('issuer', ${issuer}))`;
