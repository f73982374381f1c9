import { Inject, Injectable } from '@nestjs/common';
import type { Algorithm, RotationSettings } from '@accord/contract';
import type { FieldError, RotationInputs } from '@accord/contract/http';
import { checkSettings, type SettingsViolation } from '@accord/rotation';
import type { IssuerEntity } from '../issuers/issuer.entity.js';
import type { Change } from '../platform/change-log/change.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Problem } from '../platform/errors/problem.js';
import { boundsInput } from './bounds.js';
import { IssuerScheduleEntity } from './issuer-schedule.entity.js';
import { policyOf } from './rotation-contexts.js';

const DAY = 86_400;

/** Makes schedules and refuses settings that would break tokens. */
@Injectable()
export class ScheduleSettings {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @throws Problem 422 `interval_too_short` */
  async create(
    change: Change,
    issuer: IssuerEntity,
    alg: Algorithm,
    intervalSeconds: number,
    paused: boolean,
  ): Promise<void> {
    const settings: RotationSettings = {
      alg,
      interval_seconds: intervalSeconds,
      jitter_seconds: 0,
      prepublish_seconds: null,
      overlap_seconds: null,
      rollback_window_seconds: DAY,
      freezes: [],
      acknowledgement: { share_percent: 100, wait_seconds: 3600 },
      paused,
    };
    if (issuer.rotationInputs !== null) this.refuseUnsafe(settings, issuer.rotationInputs, 0);
    await change.manager.insert(IssuerScheduleEntity, {
      issuerId: issuer.id,
      alg,
      settings,
      nextPublishAt: null,
      nextActivateAt: null,
      nextRemoveAt: null,
      version: 1,
    });
    await change.record({
      action: 'schedule.created',
      object: { kind: 'schedule', id: `${issuer.id}/${alg}`, name: `${issuer.name}/${alg}` },
      issuerId: issuer.id,
      before: null,
      after: { settings, inputs: issuer.rotationInputs },
    });
  }

  /**
   * `slowest`: the greatest copy age of a running validator, in seconds.
   *
   * @throws Problem 422 named after the first violation, with the number to reach and who sets it
   */
  refuseUnsafe(settings: RotationSettings, inputs: RotationInputs, slowest: number): void {
    const violations = checkSettings(policyOf(settings), boundsInput(inputs, this.config, slowest));
    const [first] = violations;
    if (first === undefined) return;
    throw new Problem({
      status: 422,
      code: first.code,
      detail: violations.map(sentence).join(' '),
      errors: violations.map(fieldError),
      extras: { violations: violations.map(violationView) },
    });
  }
}

const NAMES: Record<SettingsViolation['setting'], string> = {
  prepublishSeconds: 'prepublish_seconds',
  overlapSeconds: 'overlap_seconds',
  intervalSeconds: 'interval_seconds',
};

function sentence({ setting, askedSeconds, minimumSeconds, setBy }: SettingsViolation): string {
  const whose = setBy === null ? '' : `, set by ${setBy}`;
  return `${NAMES[setting]} is ${askedSeconds} and must be at least ${minimumSeconds}${whose}.`;
}

/** The same at its field, with what would happen, for whoever fills in a form. */
function fieldError(violation: SettingsViolation): FieldError {
  const seconds = violation.keyNotFoundSeconds;
  const harm = seconds === 0 ? '' : ` Otherwise tokens fail as key_not_found for up to ${seconds} s.`;
  return {
    in: 'body',
    path: ['settings', NAMES[violation.setting]],
    code: violation.code,
    message: `${sentence(violation)}${harm}`,
  };
}

function violationView({
  code,
  setting,
  askedSeconds,
  minimumSeconds,
  setBy,
  keyNotFoundSeconds,
}: SettingsViolation) {
  return {
    code,
    setting: NAMES[setting],
    asked_seconds: askedSeconds,
    minimum_seconds: minimumSeconds,
    set_by: setBy,
    key_not_found_seconds: keyNotFoundSeconds,
  };
}
