import { BUNDLE_SCHEMA, BundlePayload, MAX_TRUST_KEYS } from '@accord/contract';
import type { RawOperation } from '../platform/http/raw-operation.js';
import { CREDENTIAL_PROBLEMS } from './policy-problems.js';
import * as problems from './policy-problems.js';
import { MAX_WAIT_SECONDS } from './prefer-wait.js';

const WHOLE_NUMBER = '^\\d{1,15}$';

/** `GET /v1/policy` for the API's page. */
export const POLICY_OPERATION: RawOperation = {
  operationId: 'getPolicy',
  summary: 'The signed policy of the service and environment that the credential names',
  description:
    'A poll, which is heartbeat and acknowledgement too. A header that does not parse counts as not said; without ' +
    'Accord-Instance there is no heartbeat. A client verifies the signature with a key that it pins, and refuses what is ' +
    'older than what it has seen.',
  credential: 'service',
  requestHeaders: {
    'If-None-Match': { description: 'The ETag of the bundle in force.' },
    Prefer: {
      description: `\`wait=30\` holds the answer until something changes (RFC 7240); at most ${MAX_WAIT_SECONDS} seconds.`,
    },
    'Accord-Instance': { description: 'A UUID, new with every start of the client.' },
    'Accord-Sdk': { description: 'Name and version of the client: `validator-node/0.1.0`.' },
    'Accord-Schema': {
      description: `The highest bundle schema that the client reads; now ${BUNDLE_SCHEMA}.`,
      pattern: WHOLE_NUMBER,
    },
    'Accord-Interval': { description: 'Seconds between two polls.', pattern: WHOLE_NUMBER },
    'Accord-Applied': {
      description: 'The bundle version in force, or `none`. It is never answered with an older one.',
      pattern: '^(none|\\d{1,15})$',
    },
    'Accord-Error': {
      description: 'A code, when the last bundle was refused.',
      pattern: '^[a-z][a-z0-9_]{0,63}$',
    },
    'Accord-Trust': {
      description: `Ids of the bundle keys that the client pins, separated by commas; at most ${MAX_TRUST_KEYS}. The newest of them signs.`,
    },
    'Accord-Time': { description: "The client's clock, epoch seconds.", pattern: WHOLE_NUMBER },
    'Accord-Leaving': {
      description: 'Any value, on the last poll of a client that stops; such a poll never waits.',
    },
  },
  responseHeaders: {
    ETag: { description: 'Strong: base64url(SHA-256 of the body).' },
    'Cache-Control': { description: '`private, no-cache`' },
    'Accord-Fresh': {
      description:
        'A compact JWS of the same key, typ `accord-fresh+jwt`, over {service, environment, version, etag, as_of}: this ' +
        'bundle was in force at as_of. Only it resets staleness.',
    },
    'Preference-Applied': { description: '`wait=…`, after a wait that was asked for.' },
  },
  answers: [
    {
      status: 200,
      description:
        'Another bundle: a compact JWS, typ `accord-bundle+jwt`, EdDSA over Ed25519. Every replica gives the same bytes.',
      headers: ['ETag', 'Cache-Control', 'Accord-Fresh'],
      body: { jws: BundlePayload },
    },
    {
      status: 304,
      description: 'The bundle of If-None-Match is in force.',
      headers: ['ETag', 'Cache-Control', 'Accord-Fresh', 'Preference-Applied'],
    },
  ],
  problems: [
    ...CREDENTIAL_PROBLEMS,
    problems.policyNotPublished(),
    problems.schemaNotSupported(BUNDLE_SCHEMA),
    problems.bundleKeyNotTrusted(),
    problems.pollingTooOften(1),
    problems.replicaBehind(),
  ],
};
