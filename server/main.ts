// The hoist process: the only one that listens on PORT.
import { env, WrongSettings } from "@/lib/env";
import { log } from "@/lib/log";
import { wantsTracing } from "@/lib/tracing";
import { boot, type Running } from "./boot";
import { StartFailure } from "./explain";
import { keepTick } from "./keep-tick";
import { stop } from "./stop";

const running: Running = {};
let stopping: Promise<void> | undefined;

function end(code: number, patienceMs?: number): void {
  // A second signal is somebody in a hurry. The children notice that we are gone.
  if (stopping) process.exit(code || 1);
  stopping = stop(running, patienceMs).finally(() => process.exit(code));
}

function fail(...sentences: string[]): void {
  if (stopping) return; // What breaks off now is our own doing.
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  end(1, 0);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(0));
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled"));

keepTick();
try {
  env();
  if (wantsTracing(process.env)) {
    const { startTracing } = await import("@/lib/tracing-export");
    running.tracing = startTracing("hoist");
  }
  await boot(running, fail);
} catch (error) {
  if (error instanceof WrongSettings) fail(...error.sentences);
  else if (error instanceof StartFailure) fail(error.message);
  else fail(`Hoist could not start: ${error instanceof Error ? error.stack : error}`);
}
