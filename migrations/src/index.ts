import type { MigrationInterface } from 'typeorm';

/** A reviewed migration: TypeORM makes an instance and calls `up`. */
export type MigrationClass = new () => MigrationInterface;

/** Every migration, oldest first. Never edit one that was released: add another. */
export const migrations: MigrationClass[] = [];
