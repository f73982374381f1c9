import { BUNDLE_SCHEMA } from '@accord/contract';

/** What the client calls itself in `Accord-Sdk`; the version is that of the package. */
export const SDK = 'validator-node/0.1.0';

/** The highest bundle schema that this release reads (`Accord-Schema`). */
export const SCHEMA = String(BUNDLE_SCHEMA);
