import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../testing/test-app.js';

/** What migrations own alone: entities repeat no constraint, index, default or comment. */
const LEFT_TO_MIGRATIONS =
  /(DROP|ADD) CONSTRAINT|(DROP|CREATE|CREATE UNIQUE) INDEX|COMMENT ON|(DROP|SET) DEFAULT/;

let api: TestApp;

beforeAll(async () => {
  api = await startTestApp();
});

afterAll(() => api.close());

it('finds every column of the entities in the migrated tables, with its type, and no other', async () => {
  expect(api.dataSource.entityMetadatas.length).toBeGreaterThan(3);
  const { upQueries } = await api.dataSource.driver.createSchemaBuilder().log();
  const drift = upQueries.map(({ query }) => query).filter((query) => !LEFT_TO_MIGRATIONS.test(query));
  expect(drift).toEqual([]);
});
