import pg from "pg";
import { poolSettings } from "@/lib/database/client";
import { runNamed } from "@/lib/database/named";
import { Prisma } from "@/lib/generated/prisma/client";

const place = Symbol.for("hoist.statements");
type Holder = typeof globalThis & { [place]?: pg.Pool };

export const { sql } = Prisma;

/** Runs one statement by itself and gives its rows. */
export type RunStatement = <Row extends object>(sql: Prisma.Sql) => Promise<Row[]>;

/**
 * Past Prisma, which takes several times as long over a statement as the driver does: for what must be fast and is one
 * statement anyway. Rows are as the driver reads them, `bigint` as text. Throws the driver's errors, which `failures.ts` knows.
 */
export const runStatement: RunStatement = <Row extends object>({ text, values }: Prisma.Sql) =>
  runNamed<Row>(pool(), text, [...values]);

function pool(): pg.Pool {
  const holder = globalThis as Holder;
  holder[place] ??= new pg.Pool(poolSettings(5)).on("error", () => undefined); // The next statement gets another connection.
  return holder[place];
}
