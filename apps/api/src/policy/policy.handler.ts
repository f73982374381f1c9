import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { BUNDLE_SCHEMA } from '@accord/contract';
import type { BundleKey } from '../bundles/bundle-jws.js';
import { BundleFollower } from '../bundles/bundle-follower.js';
import { BundleStore } from '../bundles/bundle-store.js';
import { HeartbeatBook } from '../fleet/heartbeat-book.js';
import { Clock } from '../platform/clock/clock.js';
import { Problem } from '../platform/errors/problem.js';
import { RawRoutes } from '../platform/http/raw-routes.js';
import { CredentialGate, NEXT_READING_MS } from './credential-gate.js';
import type { ServiceCredential } from './credential-index.js';
import { namesEntityTag } from '../platform/http/entity-tag.js';
import type { HeaderBlock, PolicyAnswer } from './policy-answer.js';
import { POLICY_OPERATION } from './policy-operation.js';
import { PolicyMetrics } from './policy-metrics.js';
import * as problems from './policy-problems.js';
import { type PollRequest, readPollRequest } from './poll-request.js';
import { preferredWait } from './prefer-wait.js';
import { secondsUntilAdmitted } from './request-counter.js';
import { sendRawProblem } from './send-raw-problem.js';
import { LiveCredentials } from './live-credentials.js';
import { SigningChoice } from './signing-choice.js';
import { type WaitingPoll, WaitingPolls } from './waiting-polls.js';

/** A replica that has not read the log's head for so long must not vouch for anything. Seconds. */
const BEHIND_AFTER_SECONDS = 10;
/** How long a version that the client has seen elsewhere may take to arrive here. */
const CATCH_UP_MS = 2_000;
/** Polls of one credential on one replica: 200 a second, far above any fleet that waits for answers. */
const POLLS_PER_MINUTE = 12_000;
/** Waiting costs memory; past it a poll is answered at once, as a short poll. */
const MAX_WAITING = 50_000;

/** One poll on its way. */
interface Poll {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly headers: PollRequest;
  readonly credential: ServiceCredential;
}

/**
 * Answers `GET /v1/policy` from memory: below the framework, without a statement, without building anything per
 * request that can be shared. See the protocol page.
 */
@Injectable()
export class PolicyHandler implements OnModuleInit, OnModuleDestroy {
  private closing = false;

  constructor(
    private readonly routes: RawRoutes,
    private readonly credentials: LiveCredentials,
    private readonly gate: CredentialGate,
    private readonly store: BundleStore,
    private readonly signing: SigningChoice,
    private readonly book: HeartbeatBook,
    private readonly bundles: BundleFollower,
    private readonly clock: Clock,
    private readonly waiting: WaitingPolls,
    private readonly metrics: PolicyMetrics,
  ) {}

  onModuleInit(): void {
    this.routes.add({
      method: 'GET',
      path: '/v1/policy',
      operation: POLICY_OPERATION,
      handle: (request, response) => this.handle(request, response),
    });
    this.store.onReplaced((slot) => {
      const channel = this.credentials.channel(slot.serviceId, slot.environmentId);
      if (channel) this.waiting.wake(channel.waiting, (poll) => this.answer(poll, false));
    });
    this.credentials.onRevoked((credential) => {
      const ended = [...credential.channel.waiting].filter((poll) => poll.credential === credential);
      this.waiting.wake(ended, (poll) =>
        this.refuse(poll.request, poll.response, problems.credentialRefused()),
      );
    });
  }

  /** Waiting clients get their 304 now and come back to another replica. */
  onModuleDestroy(): void {
    this.closing = true;
    this.waiting.wakeAll((poll) => this.answer(poll, false));
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const headers = readPollRequest(request.headers);
    const known = this.gate.credentialOf(headers.authorization);
    if (known) this.serve({ request, response, headers, credential: known });
    else this.knock(request, response, headers);
  }

  private knock(request: IncomingMessage, response: ServerResponse, headers: PollRequest): void {
    this.gate.open({
      request,
      response,
      authorization: headers.authorization,
      admit: (credential) => this.serve({ request, response, headers, credential }),
      refuse: (problem) => this.refuse(request, response, problem),
    });
  }

  private serve(poll: Poll): void {
    const problem = this.admission(poll);
    if (problem) this.refuse(poll.request, poll.response, problem);
    else if (poll.credential.channel.isBelow(poll.headers.applied)) this.catchUp(poll);
    else if (poll.credential.channel.slot.bundle === null) this.lookForBundle(poll);
    else this.answer(poll, true);
  }

  /** Counts the poll, notes its heartbeat, and tells why it cannot be served; undefined when it can. */
  private admission({ headers, credential }: Poll): Problem | undefined {
    const now = this.clock.nowSeconds();
    const retryAfter = secondsUntilAdmitted(credential.polls, POLLS_PER_MINUTE, now);
    if (retryAfter > 0) return problems.pollingTooOften(retryAfter);
    this.book.noteCredential(credential, now);
    this.book.note(credential.channel.fleetPage, headers, now);
    const readsOlderOnly = headers.schema !== undefined && Number(headers.schema) < BUNDLE_SCHEMA;
    return readsOlderOnly ? problems.schemaNotSupported(BUNDLE_SCHEMA) : undefined;
  }

  /** Answers from what is in force; holds the poll where it may wait and nothing is new. */
  private answer(poll: Poll, mayWait: boolean): void {
    const { request, response, headers } = poll;
    const key = this.signing.keyFor(headers.trust);
    if (key === null) {
      this.withoutKey(poll, mayWait);
      return;
    }
    const answer = this.currentAnswer(poll, key);
    if (answer instanceof Problem) {
      this.refuse(request, response, answer);
      return;
    }
    if (!namesEntityTag(headers.ifNoneMatch, answer.etag)) {
      this.send(response, 200, answer.ok, answer);
      return;
    }
    const waitSeconds = preferredWait(headers.prefer);
    const hold = mayWait && waitSeconds > 0 && headers.leaving === undefined && this.mayHold();
    if (hold) this.hold(poll, waitSeconds);
    else this.send(response, 304, granted(answer.notModified, mayWait ? 0 : waitSeconds), answer);
  }

  private currentAnswer({ credential }: Poll, key: BundleKey): PolicyAnswer | Problem {
    const nowMs = this.clock.nowMs();
    // Nobody may vouch for a bundle while the credentials that open it, or the bundle itself, lag behind the log.
    const asOf = Math.min(this.bundles.asOf, this.credentials.asOf);
    const { channel } = credential;
    if (channel.currentUntil(asOf) < nowMs / 1000 - BEHIND_AFTER_SECONDS) return problems.replicaBehind();
    return channel.answer(key, asOf, nowMs) ?? problems.policyNotPublished();
  }

  private mayHold(): boolean {
    return !this.closing && this.waiting.live < MAX_WAITING;
  }

  private hold(poll: Poll, waitSeconds: number): void {
    const waiting: WaitingPoll = { ...poll, waitSeconds, timer: undefined };
    this.waiting.hold(waiting, () => {
      this.answer(poll, false);
    });
  }

  /** The client has seen a newer version elsewhere: wait for it, and never answer with less. */
  private catchUp(poll: Poll): void {
    const { channel } = poll.credential;
    const otherwise = (): Problem =>
      channel.slot.bundle === null ? problems.policyNotPublished() : problems.replicaBehind();
    this.lookAgain(poll, () => !channel.isBelow(poll.headers.applied), otherwise, CATCH_UP_MS);
  }

  private lookForBundle(poll: Poll): void {
    const { slot } = poll.credential.channel;
    this.lookAgain(poll, () => slot.bundle !== null, problems.policyNotPublished, NEXT_READING_MS);
  }

  /** Another replica may just have made the key that this client pins. */
  private withoutKey(poll: Poll, mayWait: boolean): void {
    const isThere = (): boolean => this.signing.keyFor(poll.headers.trust) !== null;
    if (mayWait) this.lookAgain(poll, isThere, problems.bundleKeyNotTrusted, NEXT_READING_MS);
    else this.refuse(poll.request, poll.response, problems.bundleKeyNotTrusted());
  }

  private lookAgain(poll: Poll, isThere: () => boolean, otherwise: () => Problem, withinMs: number): void {
    const attempt = (): boolean => {
      const there = isThere();
      if (there) this.answer(poll, true);
      return there;
    };
    const giveUp = (): void => this.refuse(poll.request, poll.response, otherwise());
    this.gate.secondLooks.add({ response: poll.response, attempt, giveUp }, withinMs);
  }

  private send(
    response: ServerResponse,
    status: 200 | 304,
    headers: HeaderBlock,
    answer: PolicyAnswer,
  ): void {
    if (response.destroyed) return;
    this.metrics.answered(status);
    response.writeHead(status, headers as string[]);
    response.end(status === 200 ? answer.body : undefined);
  }

  private refuse(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
    this.metrics.answered(problem.status);
    sendRawProblem(request, response, problem);
  }
}

/** RFC 7240 §3: says that the wait was honoured, where there was one. */
function granted(headers: HeaderBlock, waitSeconds: number): HeaderBlock {
  if (waitSeconds === 0) return headers;
  return [...headers, 'preference-applied', `wait=${waitSeconds}`];
}
