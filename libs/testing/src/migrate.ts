import { migrations } from '@accord/migrations';
import { DataSource } from 'typeorm';

/** Runs every migration on the database of `url`. */
export async function migrate(url: string): Promise<void> {
  const source = new DataSource({ type: 'postgres', url, migrations, installExtensions: false });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}
