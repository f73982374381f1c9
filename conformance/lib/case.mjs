/** The reasons that rest on a signature that holds, in the order of the checks: groups type to authorization. */
const VERIFIED = `
  id_token_not_allowed wrong_typ wrong_token_use
  claim_malformed claim_missing wrong_aud wrong_sub wrong_client token_not_yet_valid token_expired issued_in_future
  token_too_old lifetime_too_long forbidden_claim
  binding_missing binding_mismatch
  token_revoked session_revoked subject_revoked client_revoked
  route_unknown insufficient_scope missing_role tenant_mismatch acr_insufficient`
  .trim()
  .split(/\s+/);

/** A case as cases.json has it. `outcome` is `accepted`, a reason, or a list of reasons: the first one and the further ones. */
export function makeCase(bundle, id, outcome, given) {
  const [expected, ...further] = [outcome].flat();
  const verified = expected === 'accepted' || VERIFIED.includes(expected);
  return { id, bundle, expected, further, verified, ...given };
}
