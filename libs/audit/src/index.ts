export * from './canonical.js';
export * from './hash.js';
export * from './verify-chain.js';
