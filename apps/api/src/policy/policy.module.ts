import { Module } from '@nestjs/common';
import { BundlesModule } from '../bundles/bundles.module.js';
import { FleetModule } from '../fleet/fleet.module.js';
import { CredentialGate } from './credential-gate.js';
import { LiveCredentials } from './live-credentials.js';
import { LiveCredentialsRepository } from './live-credentials.repository.js';
import { PolicyMetrics } from './policy-metrics.js';
import { PolicyHandler } from './policy.handler.js';
import { SigningChoice } from './signing-choice.js';
import { WaitingPolls } from './waiting-polls.js';

/** `GET /v1/policy`. */
@Module({
  imports: [BundlesModule, FleetModule],
  providers: [
    CredentialGate,
    LiveCredentials,
    LiveCredentialsRepository,
    PolicyMetrics,
    PolicyHandler,
    SigningChoice,
    WaitingPolls,
  ],
  exports: [CredentialGate, LiveCredentials],
})
export class PolicyModule {}
