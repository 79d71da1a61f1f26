import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { database } from "@/lib/database/client";

// Once a test file: a database of its own, migrated and empty.
const server = new URL(inject("postgres"));
const name = `test_${randomUUID().replaceAll("-", "")}`;
const client = new pg.Client({ connectionString: server.href });
await client.connect();
await client.query(`CREATE DATABASE ${name} TEMPLATE template`);
await client.end();

server.pathname = `/${name}`;
process.env.DATABASE_URL = server.href;
process.env.NEXTAUTH_SECRET ??= "a secret of tests";

afterAll(() => database().$disconnect());
