import { compile } from '@accord/validator';
import bundles from '../../../conformance/bundles.json' with { type: 'json' };
import corpus from '../../../conformance/cases.json' with { type: 'json' };

const { clock, cases } = corpus;
const errors = [];

function policyOf(bundle) {
  const onInternalError = (error) => errors.push(String(error));
  return compile(bundle, { clock: () => clock, maxCachedTokens: 0, onInternalError });
}

function requestOf({ request, certificate_thumbprint: certificateThumbprint }) {
  if (!request) return undefined;
  const { method, path, case_insensitive_paths: caseInsensitivePaths = false } = request;
  const mtls = certificateThumbprint === undefined ? {} : { mtls: { certificateThumbprint } };
  return { method, path, caseInsensitivePaths, ...mtls };
}

function judge(policy, given) {
  const { token, authorization } = given;
  const request = requestOf(given);
  const verdict =
    token === undefined ? policy.verifyAuthorization(authorization, request) : policy.verify(token, request);
  return verdict.ok ? 'accepted' : verdict.reason;
}

/** What this runtime says to every case of the corpus, by the case's id. */
export function verdicts() {
  const policies = Object.entries(bundles).map(([name, bundle]) => [name, policyOf(bundle)]);
  const byName = new Map(policies);
  return { verdicts: cases.map((given) => [given.id, judge(byName.get(given.bundle), given)]), errors };
}
