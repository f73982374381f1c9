/** Who an instance of the validator is, for lists that people read. */
export interface InstanceRef {
  readonly service: string;
  readonly environment: string;
  readonly instance: string;
}

/**
 * What is known of one running validator, from its polls and reports. Times are epoch seconds.
 * Verifiers that send no heartbeats (plain JWKS clients) are not listed: they count in the bounds, by declared copy age.
 */
export interface VerifierInstance extends InstanceRef {
  /** A: the worst age of its copy of the policy. It is live when heard from within it. */
  readonly copyAgeSeconds: number;
  /** `Accord-Applied`: the bundle version it enforces; null before its first. */
  readonly appliedVersion: number | null;
  /** Its first heartbeat; 0 when unknown. */
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** It said that it is stopping, and no longer counts. */
  readonly leaving: boolean;
  /** End of the newest window it reported; null before its first report. */
  readonly reportedUntil: number | null;
  /**
   * By kid, the end of the newest reported window in which it *accepted* a token under that kid. Refused ones must not
   * count: an expired token that somebody replays for ever would keep its key for ever.
   */
  readonly acceptedUntil: Readonly<Record<string, number>>;
}

/** A signer's report that it signs with a key. Times are epoch seconds. */
export interface AppliedKey {
  readonly kid: string;
  /** When it was first said. */
  readonly at: number;
  /** The `activeSince` which that key had in the answer that the signer follows: it may lag behind several hand-overs. */
  readonly activeSince: number;
}

/** What is known of one running signer of an issuer and algorithm. Times are epoch seconds. */
export interface SignerInstance {
  readonly instance: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** It said that it is stopping; its last token is no younger than `lastSeenAt`. */
  readonly leaving: boolean;
  /** Its switches, in order. A report that repeats the one before is none. */
  readonly applied: readonly AppliedKey[];
}

/** Everything a decision has to know of the world besides keys and schedule. */
export interface RotationFacts {
  readonly verifiers: readonly VerifierInstance[];
  readonly signers: readonly SignerInstance[];
  /** Contracts in force that name the issuer but do not allow the algorithm. */
  readonly contractsRefusingAlg: readonly string[];
  /** Since when heartbeats have been received without a break of the API; epoch seconds. */
  readonly apiUpSince: number;
}
