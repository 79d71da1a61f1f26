import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrations } from "@/lib/testing/migrations";
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
  await execute(server.url("postgres"), "CREATE DATABASE template");
  await execute(server.url("template"), ...migrations());
  project.provide("postgres", server.url("postgres"));
  return () => server.stop();
}

async function execute(url: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
