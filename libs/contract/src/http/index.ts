export * from './page.js';
export * from './baseline.js';
export * from './failures.js';
export * from './fleet.js';
export * from './issuers.js';
export * from './revocations.js';
export * from './services.js';
