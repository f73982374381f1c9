/** What tests of a service need: an issuer that signs tokens, and a validator that enforces a plain contract. */
export { makeTestBundle, type TestBundleOptions } from './testing/bundle.js';
export { makeTestBundleKey, type TestBundleKey } from './testing/bundle-key.js';
export { makeTestIssuer, type TestIssuer, type TestIssuerOptions } from './testing/issuer.js';
export { makeTestValidator, type TestValidatorOptions } from './testing/validator.js';
