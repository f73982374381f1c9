import { Controller, Inject } from '@nestjs/common';
import { AboutView } from '@accord/contract/http';
import { ChangeLogFollower } from '../platform/change-log/change-log-follower.js';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG } from '../platform/config/config.js';
import type { Config } from '../platform/config/config.js';
import { VERSION } from '../platform/config/version.js';
import { ReadinessNotes } from '../platform/health/readiness-notes.js';
import { Endpoint } from '../platform/http/endpoint.js';
import { REQUESTS_PER_MINUTE } from '../platform/limits/request-limits.js';
import { REVOCATIONS_IN_A_BUNDLE } from '../revocations/revocations.repository.js';
import { LIVE_AT_A_TIME } from '../service-credentials/new-credential.js';
import { ABSOLUTE_SECONDS, IDLE_SECONDS } from '../sessions/session-lifetime.js';

@Controller()
export class AboutController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
    private readonly follower: ChangeLogFollower,
    private readonly notes: ReadinessNotes,
  ) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/about',
    authenticated: true,
    summary: 'The version, how this replica is doing, and the settings and limits that it works by',
    status: 200,
    response: AboutView,
  })
  getAbout(): AboutView {
    return {
      version: VERSION,
      public_url: this.config.publicUrl.href,
      now: this.clock.nowSeconds(),
      log: { head: this.follower.headNumber, as_of: this.follower.asOf },
      notes: this.notes.present(),
      settings: {
        poll_seconds: this.config.pollSeconds,
        long_poll_seconds: this.config.longPollSeconds,
        report_seconds: this.config.reportSeconds,
        report_retention_days: this.config.reportRetentionDays,
        rotation_tick_seconds: this.config.rotationTickSeconds,
      },
      limits: {
        live_credentials: LIVE_AT_A_TIME,
        revocations_in_a_bundle: REVOCATIONS_IN_A_BUNDLE,
        requests_per_minute: REQUESTS_PER_MINUTE,
        session_idle_seconds: IDLE_SECONDS,
        session_seconds: ABSOLUTE_SECONDS,
      },
    };
  }
}
