import { PrismaPg } from "@prisma/adapter-pg";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { isFull, isRetryable, isUnavailable, uniqueViolation } from "@/lib/database/failures";
import { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { createFlag, createProject } from "@/lib/testing/factories";

const failure = (work: Promise<unknown>) =>
  work.then(
    () => Promise.reject(new Error("It was to fail.")),
    (error: unknown) => error,
  );

describe("a unique violation names its model and fields", () => {
  test("for one field", async () => {
    const { key } = await createProject();
    const error = await failure(database().project.create({ data: { key, name: key } }));
    expect(uniqueViolation(error)).toEqual({ model: "Project", fields: ["key"] });
  });

  test("for several fields, also through a nested write", async () => {
    const { id } = await createProject();
    const environments = { create: { key: "production", name: "Again", position: 9 } };
    const error = await failure(
      database().project.update({ where: { id }, data: { environments } }),
    );
    expect(uniqueViolation(error)).toEqual({ model: "Environment", fields: ["projectId", "key"] });
  });

  test("for a flag key that was used before", async () => {
    const project = await createProject();
    const { key } = await createFlag(project);
    const error = await failure(
      database().flagKey.create({ data: { projectId: project.id, key } }),
    );
    expect(uniqueViolation(error)).toEqual({ model: "FlagKey", fields: ["projectId", "key"] });
  });
});

test("a missing reference is no unique violation and not worth another try", async () => {
  const data = { projectId: crypto.randomUUID(), key: "orphan" };
  const error = await failure(database().flagKey.create({ data }));
  expect(uniqueViolation(error)).toBeNull();
  expect(isRetryable(error)).toBe(false);
  expect(isUnavailable(error)).toBe(false);
});

test.each([
  ["nobody listens", "postgresql://postgres@127.0.0.1:1/none"],
  ["the socket is gone", "postgresql://postgres@localhost/none?host=%2Fno%2Fsuch%2Ffolder"],
])("a database is unavailable when %s", async (_name, connectionString) => {
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
  const error = await failure(client.project.count());
  expect(isUnavailable(error)).toBe(true);
  expect(isRetryable(error)).toBe(false);
  expect(isUnavailable(await failure(client.$transaction(async (tx) => tx.project.count())))).toBe(
    true,
  );
});

test("a wrong statement is not an unavailable database", async () => {
  expect(isUnavailable(await failure(database().$queryRaw`SELECT nonsense`))).toBe(false);
});

test.each([
  "Connection terminated unexpectedly",
  "Client has encountered a connection error and is not queryable",
  "terminating connection due to administrator command",
  "the database system is starting up",
  "sorry, too many clients already",
  "Database error. Code: `53100`. Message: `could not extend file: No space left on device`",
])("a database that can do no more is unavailable: %s", (message) => {
  expect(isUnavailable(new Error(message))).toBe(true);
});

test.each([
  ['could not extend file "base/5/16554": File too large', true],
  [
    "Raw query failed. Code: `53100`. Message: `could not extend file: No space left on device`",
    true,
  ],
  ["could not write to log file 000000010000000000000001: No space left on device", false],
  ["Connection terminated unexpectedly", false],
])("a database that goes on without room is full: %s", (message, full) => {
  expect(isFull(new Error(message))).toBe(full);
  expect(isUnavailable(new Error(message))).toBe(true);
});

test.each([
  // What a commit says whose notice, or whose own status, cannot be written; the reason is only in the detail.
  ["could not access status of transaction 0", "XX000"],
  ["could not access status of transaction 0", "53100"],
  ["could not read block 7 of a relation", "58030"],
])(
  "a database whose disk fails while a transaction ends is unavailable: %s, %s",
  (message, originalCode) => {
    const cause = { kind: "postgres", code: originalCode, severity: "ERROR", message } as const;
    const more = { detail: undefined, column: undefined, hint: undefined };
    const error = new DriverAdapterError({
      ...cause,
      ...more,
      originalCode,
      originalMessage: message,
    });
    expect(isUnavailable(error)).toBe(true);
  },
);

test("a database is unavailable when the connection breaks off while a transaction opens, runs or ends", () => {
  const driverAdapterError = new DriverAdapterError({ kind: "ConnectionClosed" });
  const during = { code: "P2010", clientVersion: "", meta: { driverAdapterError } };
  expect(isUnavailable(driverAdapterError)).toBe(true);
  expect(isUnavailable(new Prisma.PrismaClientKnownRequestError("Raw query failed", during))).toBe(
    true,
  );
  expect(isUnavailable(new DriverAdapterError({ kind: "TransactionWriteConflict" }))).toBe(false);
});
