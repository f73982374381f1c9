import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemaFiles } from './json-schemas.js';

const folder = new URL('../../../../docs/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, content] of jsonSchemaFiles()) writeFileSync(new URL(name, folder), content);
