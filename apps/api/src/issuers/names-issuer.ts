/** SQL: whether a contract names an `iss` value; both are expressions. */
export const namesIssuer = (contract: string, issuer: string) =>
  `${contract} -> 'issuers' @> jsonb_build_array(jsonb_build_object('issuer', ${issuer}))`;
