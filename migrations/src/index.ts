import type { MigrationInterface } from 'typeorm';
import { Platform1795000000000 } from './1795000000000-platform.js';
import { Contracts1795000001000 } from './1795000001000-contracts.js';
import { Issuers1795000002000 } from './1795000002000-issuers.js';
import { FleetAndReports1795000003000 } from './1795000003000-fleet-and-reports.js';
import { AuditSearch1795000013000 } from './1795000013000-audit-search.js';
import { BundleKeyChanges1795100000000 } from './1795100000000-bundle-key-changes.js';
import { ServiceStars1795140000000 } from './1795140000000-service-stars.js';
import { VerdictSums1795200000000 } from './1795200000000-verdict-sums.js';
import { AuditNames1795300000000 } from './1795300000000-audit-names.js';
import { ChangeReach1795400000000 } from './1795400000000-change-reach.js';
import { AuditEffects1795500000000 } from './1795500000000-audit-effects.js';
import { KeyActivations1795600000000 } from './1795600000000-key-activations.js';
import { IssOfArchivedIssuers1795700000000 } from './1795700000000-iss-of-archived-issuers.js';

/** A reviewed migration: TypeORM makes an instance and calls `up`. */
export type MigrationClass = new () => MigrationInterface;

/** Every migration, oldest first. Never edit one that was released: add another. */
export const migrations: MigrationClass[] = [
  Platform1795000000000,
  Contracts1795000001000,
  Issuers1795000002000,
  FleetAndReports1795000003000,
  AuditSearch1795000013000,
  BundleKeyChanges1795100000000,
  ServiceStars1795140000000,
  VerdictSums1795200000000,
  AuditNames1795300000000,
  ChangeReach1795400000000,
  AuditEffects1795500000000,
  KeyActivations1795600000000,
  IssOfArchivedIssuers1795700000000,
];
