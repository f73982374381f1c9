/** SQL, to select from: whom each `iss` in `$1` means. That is the live issuer (nulls come first), else the one archived last. */
export const ISSUERS_MEANT = `(SELECT DISTINCT ON (issuer) * FROM issuers WHERE issuer = ANY($1::text[])
  ORDER BY issuer, archived_at DESC, change_number DESC) AS issuers`;

/** SQL: whether a contract names an `iss` value; both are expressions. */
export const namesIssuer = (contract: string, issuer: string) =>
  `${contract} -> 'issuers' @> jsonb_build_array(jsonb_build_object('issuer', ${issuer}))`;
