import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/generated/prisma/client";

/** A transaction of `commitChange`, the only place where anything is written. */
export type Tx = Omit<
  PrismaClient,
  "$transaction" | "$connect" | "$disconnect" | "$on" | "$extends"
>;

const place = Symbol.for("hoist.database");
type Holder = typeof globalThis & { [place]?: PrismaClient };

/** The process's one client. It hangs on globalThis because Next.js bundles routes and actions apart. */
export function database(): PrismaClient {
  const holder = globalThis as Holder;
  holder[place] ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: process.env.DATABASE_URL,
      max: 10,
      // Counts the wait for a free connection too: as long as maxWait.
      connectionTimeoutMillis: 10_000,
    }),
    // An idle transaction blocks everybody in embedded mode.
    transactionOptions: { maxWait: 10_000, timeout: 5_000 },
  });
  return holder[place];
}
