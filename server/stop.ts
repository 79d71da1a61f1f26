import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Running } from "./boot";
import { say } from "./say";

/** Running requests have this long; then the console has two seconds and the database what is left. */
const REQUESTS_PATIENCE_MS = 4500;
const ALL_PATIENCE_MS = 9500;
/** Nobody has asked for so long: they know that we leave. Who does not look at `ready` is not waited for. */
const QUIET_MS = 250;
const LEAVING_MS = 1500;

/** Ends everything in the order that cuts no request: listener, streams, requests, console, database. */
export async function stop(running: Running, patienceMs = REQUESTS_PATIENCE_MS): Promise<void> {
  setTimeout(() => process.exit(1), ALL_PATIENCE_MS).unref();
  running.ending = true;
  if (running.server) {
    say("Stopping…");
    if (running.health) running.health.stopping = true;
    await drain(running.server, running, patienceMs);
  }
  running.proxy?.close();
  running.sideDoor?.close();
  await Promise.all([running.reads?.close(), running.console?.end(), running.tracing?.end()]);
  await running.database?.end();
}

async function drain(server: Server, { reads, proxy }: Running, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  if (patienceMs > 0) await leave(server);
  let closed = false;
  server.close(() => {
    closed = true;
  });
  void reads?.endStreams();
  proxy?.endStreams();
  while (!closed && performance.now() < deadline) {
    // A connection kept open for a next request becomes idle only when the present one has been answered.
    server.closeIdleConnections();
    await wait(25);
  }
  server.closeAllConnections();
}

/**
 * Goes on to answer until those in front have heard from `ready` that they are to ask another instance, and says with each
 * answer that its connection ends: a request that meets a connection while it is being closed would be lost.
 */
async function leave(server: Server): Promise<void> {
  const deadline = performance.now() + LEAVING_MS;
  let askedAt = performance.now();
  server.prependListener("request", (req, res) => {
    res.shouldKeepAlive = false;
    if (!req.url?.startsWith("/api/health/")) askedAt = performance.now();
  });
  while (performance.now() < deadline && performance.now() - askedAt < QUIET_MS) await wait(25);
}
