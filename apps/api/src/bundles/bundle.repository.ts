import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { BundleAddress, BundleSnapshot, ContractSource, IssuerSource } from './bundle-source.js';
import { readIssuerSources } from './issuer-sources.js';

interface ContractRow {
  service_id: string;
  environment_id: string;
  service: string;
  environment: string;
  version: number;
  hash: string;
  change_number: number;
  issuer_names: string[];
  contract: unknown;
}

const COLUMNS = `p.service_id, p.environment_id, s.name AS service, e.name AS environment, p.version, p.hash,
  p.change_number, jsonb_path_query_array(p.contract, '$.issuers[*].issuer') AS issuer_names, p.contract`;
const NAMES = `JOIN services s ON s.id = p.service_id AND s.archived_at IS NULL
  JOIN environments e ON e.id = p.environment_id`;
const ALL = `SELECT ${COLUMNS} FROM published_contracts p ${NAMES}`;
const SOME = `SELECT ${COLUMNS}
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted (service_id, environment_id)
  JOIN LATERAL (SELECT * FROM published_contracts c
    WHERE c.service_id = wanted.service_id AND c.environment_id = wanted.environment_id) p ON true
  ${NAMES}`;

/** Reads what bundles are made of. */
@Injectable()
export class BundleRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Everything that the bundles of `addresses` (null: of all) need, as of one moment: one REPEATABLE READ
   * transaction and a fixed number of statements, however many bundles there are.
   */
  snapshot(addresses: readonly BundleAddress[] | null): Promise<BundleSnapshot> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      const contracts = await readContracts(manager, addresses);
      const names = new Set(contracts.flatMap((contract) => contract.issuerNames));
      const sources = await readIssuerSources(manager, [...names]);
      const issuers = new Map(sources.map((source) => [source.issuer, source]));
      return { contracts, issuers, changeTimes: await readChangeTimes(manager, contracts, sources) };
    });
  }

  /** Every place of these services or environments where something was ever published. */
  async addressesOf(
    serviceIds: readonly string[],
    environmentIds: readonly string[],
  ): Promise<BundleAddress[]> {
    return this.dataSource.query<BundleAddress[]>(
      `SELECT DISTINCT service_id AS "serviceId", environment_id AS "environmentId" FROM contract_versions
       WHERE service_id = ANY($1::uuid[]) OR environment_id = ANY($2::uuid[])`,
      [serviceIds, environmentIds],
    );
  }

  /** The `iss` values of issuers; they never change. */
  async issuerNames(issuerIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.dataSource.query<{ id: string; issuer: string }[]>(
      'SELECT id, issuer FROM issuers WHERE id = ANY($1::uuid[])',
      [issuerIds],
    );
    return new Map(rows.map((row) => [row.id, row.issuer]));
  }
}

async function readContracts(
  manager: EntityManager,
  addresses: readonly BundleAddress[] | null,
): Promise<ContractSource[]> {
  const rows =
    addresses === null
      ? await manager.query<ContractRow[]>(ALL)
      : await manager.query<ContractRow[]>(SOME, [
          addresses.map((address) => address.serviceId),
          addresses.map((address) => address.environmentId),
        ]);
  return rows.map((row) => ({
    serviceId: row.service_id,
    environmentId: row.environment_id,
    service: row.service,
    environment: row.environment,
    version: row.version,
    hash: row.hash,
    changeNumber: row.change_number,
    issuerNames: row.issuer_names,
    contract: row.contract,
  }));
}

/** Only change numbers that can become a version are looked up. */
async function readChangeTimes(
  manager: EntityManager,
  contracts: readonly ContractSource[],
  issuers: readonly IssuerSource[],
): Promise<Map<number, number>> {
  const numbers = new Set([...contracts, ...issuers].map((source) => source.changeNumber));
  const rows = await manager.query<{ number: number; at: number }[]>(
    'SELECT number, at FROM change_log WHERE number = ANY($1::bigint[])',
    [[...numbers]],
  );
  return new Map(rows.map((row) => [row.number, row.at]));
}
