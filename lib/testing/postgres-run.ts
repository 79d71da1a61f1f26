import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate, readMigrations } from "@/lib/database/migrate";
import { findPostgres, startPostgres } from "@/lib/testing/postgres-server";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's own database, from which a test file makes its copy of `template`. */
    postgres: string;
  }
}

/** Once a run: a server with a migrated `template` database. */
export default async function setUp(project: TestProject) {
  const bin = findPostgres();
  if (!bin) throw new Error("postgres and initdb not found.");
  const server = await startPostgres(bin);
  await createDatabase(server.url("postgres"), "template");
  await migrate(server.url("template"), readMigrations("prisma/migrations"));
  project.provide("postgres", server.url("postgres"));
  return () => server.stop();
}

async function createDatabase(url: string, name: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}
