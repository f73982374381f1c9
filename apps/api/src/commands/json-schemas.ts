import { BundlePayload, Report, ValidationContract } from '@accord/contract';
import { z } from 'zod';

const PUBLISHED = {
  'validation-contract': { schema: ValidationContract, io: 'input' },
  bundle: { schema: BundlePayload, io: 'output' },
  report: { schema: Report, io: 'input' },
} as const;

/**
 * The JSON Schemas (draft 2020-12) that other languages build against: file name to file content. The contract is
 * described as a person writes it (defaulted members may be missing), the bundle as it is delivered (all are there).
 */
export function jsonSchemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(PUBLISHED).map(([name, { schema, io }]) => [
      `${name}.schema.json`,
      `${JSON.stringify({ $id: `urn:accord:${name}:1`, ...z.toJSONSchema(schema, { io }) }, null, 2)}\n`,
    ]),
  );
}
