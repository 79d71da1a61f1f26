import { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/generated/prisma/client";

/** A transaction of `commitChange`, the only place where anything is written. */
export type Tx = Omit<
  PrismaClient,
  "$transaction" | "$connect" | "$disconnect" | "$on" | "$extends"
>;

/** Longer than anything that we ask takes, and than the pool keeps an idle connection. */
const SILENCE_MS = 15_000;

/**
 * A frozen server and a cut cable end no connection: who waits on one would wait for ever. It is closed, not only its
 * query given up, so that no transaction stays open on a connection that somebody else gets next.
 */
function impatientSocket(): Socket {
  const socket = new Socket();
  const silent = new Error("Connection terminated: the database was silent for too long");
  return socket.setTimeout(SILENCE_MS, () => socket.destroy(silent));
}

/** Of a pool of so many connections at the most. */
export function poolSettings(max: number) {
  return {
    max,
    connectionString: process.env.DATABASE_URL,
    // Counts the wait for a free connection too: as long as maxWait.
    connectionTimeoutMillis: 10_000,
    stream: impatientSocket,
  };
}

const place = Symbol.for("hoist.database");
type Holder = typeof globalThis & { [place]?: PrismaClient };

/** The process's one client. It hangs on globalThis because Next.js bundles routes and actions apart. */
export function database(): PrismaClient {
  const holder = globalThis as Holder;
  holder[place] ??= new PrismaClient({
    adapter: new PrismaPg(poolSettings(10)),
    // An idle transaction blocks everybody in embedded mode.
    transactionOptions: { maxWait: 10_000, timeout: 5_000 },
  });
  return holder[place];
}
