import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BundleFollower } from '../bundles/bundle-follower.js';
import { Clock } from '../platform/clock/clock.js';
import type { Problem } from '../platform/errors/problem.js';
import type { ServiceCredential } from './credential-index.js';
import { LiveCredentials } from './live-credentials.js';
import { credentialRefused, warmingUp } from './policy-problems.js';
import { SecondLooks } from './second-looks.js';

/** One reading of the log, in milliseconds: what another replica has just created is known after it. */
export const NEXT_READING_MS = 400;

/** A request at the door. Exactly one of the two is called, unless the client leaves first. */
export interface Visitor {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly authorization: string | undefined;
  readonly admit: (credential: ServiceCredential) => void;
  readonly refuse: (problem: Problem) => void;
}

/** Lets services in by their credential, from memory. */
@Injectable()
export class CredentialGate implements OnModuleDestroy {
  /** Requests that wait a moment before they are refused. */
  readonly secondLooks = new SecondLooks();

  constructor(
    private readonly bundles: BundleFollower,
    private readonly credentials: LiveCredentials,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    this.secondLooks.close();
  }

  /** The live credential of an Authorization header, at once; undefined without one, and while warming up. */
  credentialOf(authorization: string | undefined): ServiceCredential | undefined {
    return this.bundles.isLoaded ? this.credentials.find(authorization, this.clock.nowSeconds()) : undefined;
  }

  /** 503 while this replica warms up, 401 without a live credential. */
  open(visitor: Visitor): void {
    const { authorization, refuse } = visitor;
    if (!this.bundles.isLoaded) refuse(warmingUp());
    else if (authorization === undefined) refuse(credentialRefused());
    else if (!this.attempt(visitor)) this.lookAgain(visitor);
  }

  private lookAgain(visitor: Visitor): void {
    const { response, refuse } = visitor;
    const attempt = (): boolean => this.attempt(visitor);
    const giveUp = (): void => {
      refuse(credentialRefused());
    };
    this.secondLooks.add({ response, attempt, giveUp }, NEXT_READING_MS);
  }

  private attempt({ authorization, admit }: Visitor): boolean {
    const credential = this.credentialOf(authorization);
    if (credential) admit(credential);
    return credential !== undefined;
  }
}
