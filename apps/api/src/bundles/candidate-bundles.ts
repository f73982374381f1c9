import { Inject, Injectable } from '@nestjs/common';
import type { BundlePayload, ValidationContract } from '@accord/contract';
import { contractHash } from '@accord/policy';
import { DataSource } from 'typeorm';
import { ChangeLogFollower } from '../platform/change-log/change-log-follower.js';
import { Clock } from '../platform/clock/clock.js';
import { assembleBundle, type BundleHints, bundleVersion } from './assemble-bundle.js';
import { BUNDLE_HINTS } from './bundle-builder.js';
import type { BundleAddress } from './bundle-source.js';
import { readIssuerSources } from './issuer-sources.js';

/** A place with its names and the version that a publish would get. */
export interface CandidatePlace extends BundleAddress {
  readonly service: string;
  readonly environment: string;
  readonly version: number;
}

/** Bundles that nobody gets: what services would receive if a contract were published now. */
@Injectable()
export class CandidateBundles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly follower: ChangeLogFollower,
    private readonly clock: Clock,
    @Inject(BUNDLE_HINTS) private readonly hints: BundleHints,
  ) {}

  /** The payload for a contract, with the issuers' keys and revocations as they are now. */
  async payloadOf(place: CandidatePlace, contract: ValidationContract): Promise<BundlePayload> {
    const issuerNames = contract.issuers.map((entry) => entry.issuer);
    const sources = await readIssuerSources(this.dataSource.manager, issuerNames);
    const hash = await contractHash(contract);
    const changeNumber = Math.max(1, this.follower.headNumber);
    const source = { ...place, hash, changeNumber, issuerNames, contract };
    return assembleBundle(
      source,
      {
        contracts: [source],
        issuers: new Map(sources.map((entry) => [entry.issuer, entry])),
        changeTimes: new Map([[bundleVersion(source, sources), this.clock.nowSeconds()]]),
      },
      this.hints,
    );
  }
}
