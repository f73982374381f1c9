/** Why an instance did not accept a policy, for people who do not know the codes by heart. */
const WORDS: Readonly<Record<string, string>> = {
  bundle_schema_unknown: 'Its SDK is too old for this policy. Upgrade the validator.',
  bundle_malformed: 'The policy does not have the form that its SDK reads. Upgrade the validator.',
  bundle_issuer_missing: 'The policy lacks an issuer that its contract names.',
  bundle_key_unknown: 'It does not pin the key that signs policies. Give it the present trust keys.',
  bundle_signature_invalid:
    'The policy’s signature does not hold. Check what stands between Accord and the service.',
  bundle_too_large: 'The policy is larger than its SDK reads.',
  bundle_type_wrong:
    'Something else than a policy arrived. Check what stands between Accord and the service.',
  bundle_not_compiled: 'Its SDK could not put the policy into force. Look at its log.',
  contract_invalid:
    'Its SDK cannot put the contract into force. Upgrade the validator, or roll the contract back.',
  service_mismatch: 'The policy is for another service. Check which credential it uses.',
  environment_mismatch: 'The policy is for another environment. Check which credential it uses.',
  freshness_missing:
    'The answer says nothing of how fresh it is. Check what stands between Accord and the service.',
  freshness_invalid: 'The word on how fresh the policy is does not verify. Give it the present trust keys.',
  freshness_mismatch:
    'The word on how fresh the policy is belongs to another one. Look for a cache in between.',
  freshness_in_future: 'The policy comes from its future. Compare the clocks.',
  freshness_too_old:
    'The policy is too old for a first contact. Compare the clocks, look for a cache in between.',
  not_a_bundle: 'Something else than a policy arrived. Check the URL that it polls.',
  key_alg_ambiguous: 'A key fits several algorithms. Publish the key with its alg, or allow one algorithm.',
  version_rollback: 'The policy is older than the one it had, as after a restored backup.',
};

/** The code in words; a code that is not known is told as such. */
export function errorWords(code: string): string {
  return WORDS[code] ?? 'It did not accept the newest policy. Look at its log.';
}
