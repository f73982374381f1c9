export * from './core.js';
export * from './client.js';
