import { metrics, type BatchObservableCallback, type Meter, type Observable } from '@opentelemetry/api';
import type { Validator } from './client/validator.js';

/**
 * Shows a validator in OpenTelemetry. Everything is read when metrics are collected; a request does nothing for it.
 *
 * Once a policy is in force, all have the attributes `accord.service` and `accord.environment`, so that validators in one
 * process stay apart.
 *
 * | metric | kind | further attributes |
 * |---|---|---|
 * | `accord.validator.verdicts` | counter | `accord.mode`, `accord.outcome`, `accord.issuer`, from closed lists |
 * | `accord.validator.policy.age` | gauge, seconds since the policy was proven current | |
 * | `accord.validator.policy.version` | gauge | |
 * | `accord.validator.policy.refused` | gauge, 1 while the last bundle is refused (`status().error` says why) | |
 * | `accord.validator.reports.held` | gauge, reports that wait for the control plane | |
 *
 * @example
 * ```ts
 * import type { Validator } from '@accord/validator';
 * import { observeValidator } from '@accord/validator/opentelemetry';
 *
 * export function start(validator: Validator): void {
 *   const stop = observeValidator(validator);
 *   process.once('SIGTERM', () => {
 *     stop();
 *     void validator.close().then(() => process.exit());
 *   });
 * }
 * ```
 * @param meter the global provider's where left out
 * @returns what ends it
 */
export function observeValidator(
  validator: Pick<Validator, 'status'>,
  meter: Meter = metrics.getMeter('@accord/validator'),
): () => void {
  const verdicts = meter.createObservableCounter('accord.validator.verdicts', {
    description: 'Verdicts by outcome',
    unit: '{verdict}',
  });
  const gauge = (name: string, description: string, unit: string) =>
    meter.createObservableGauge(`accord.validator.${name}`, { description, unit });
  const age = gauge('policy.age', 'Seconds since the policy in force was proven current', 's');
  const version = gauge('policy.version', 'Version of the bundle in force', '{version}');
  const refused = gauge('policy.refused', '1 while the last bundle is refused', '{bundle}');
  const held = gauge('reports.held', 'Reports that wait for the control plane', '{report}');
  let wasNameless = false;
  const observe: BatchObservableCallback = (result) => {
    const { policy, error, reports, verdicts: counts } = validator.status();
    const identity = policy
      ? { 'accord.service': policy.service, 'accord.environment': policy.environment }
      : {};
    for (const { mode, outcome, issuer, count } of counts) {
      const attributes = {
        ...identity,
        'accord.mode': mode,
        'accord.outcome': outcome,
        'accord.issuer': issuer,
      };
      result.observe(verdicts, count, attributes);
    }
    if (policy) {
      result.observe(age, policy.ageSeconds, identity);
      result.observe(version, policy.version, identity);
    }
    // A cumulative gauge would repeat for ever what was last observed before the service had a name.
    if (policy && wasNameless) for (const observable of [refused, held]) result.observe(observable, 0);
    wasNameless ||= !policy;
    // The code is no attribute: a cumulative gauge would repeat the old one for ever.
    result.observe(refused, error === null ? 0 : 1, identity);
    result.observe(held, reports.held, identity);
  };
  const observables: Observable[] = [verdicts, age, version, refused, held];
  meter.addBatchObservableCallback(observe, observables);
  return () => meter.removeBatchObservableCallback(observe, observables);
}
