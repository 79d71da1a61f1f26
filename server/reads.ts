import { join } from "node:path";
import { createReadApi } from "@/lib/delivery/node";
import type { Settings } from "@/lib/env";
import { recordUsage } from "@/lib/jobs/usage";
import { log } from "@/lib/log";
import { diskSnapshot } from "@/lib/snapshot/disk";
import { followSnapshot, type Snapshot } from "@/lib/snapshot/follow";
import { answer, type Question } from "@/lib/traffic/answer";
import { Traffic } from "@/lib/traffic/traffic";
import { letGo } from "./let-go";
import { publicAddress } from "./public-address";
import type { ReadMount } from "./read-mount";

/** The read API of this process: a snapshot that follows the database, and what answers from it. */
export type Reads = {
  mount: ReadMount & ReturnType<typeof createReadApi>;
  usage: Pick<ReturnType<typeof recordUsage>, "jobs" | "evaluations">;
  snapshot: Pick<Snapshot, "standing">;
  /** Resolves when polls see this sequence, or after the time. */
  caughtUp(sequence: bigint, milliseconds: number): Promise<unknown>;
  /** What the console asks of the traffic; undefined while there is nothing to answer from. */
  answer(question: unknown): Promise<unknown> | undefined;
  /** What is not well, in a few words each. */
  ills(): string[];
  /** Ends the open streams, with a hint when to come back. */
  endStreams(): Promise<void>;
  /** Stops following the database; keeps the snapshot on disk. */
  close(): Promise<void>;
};

const FORGET_EVERY_MS = 60_000;

/** Where the last good snapshot is kept. */
export const snapshotFile = (dataFolder: string) => join(dataFolder, "snapshot");

/** Resolves once there is a snapshot to answer from: the database's, or when that is down the one on disk. */
export async function openReads(
  connectionString: string,
  dataFolder: string,
  settings: Settings,
): Promise<Reads> {
  const disk = diskSnapshot(snapshotFile(dataFolder));
  const snapshot = followSnapshot({ connectionString, log, disk });
  await snapshot.loaded;
  letGo();
  const usage = recordUsage({ connectionString, log });
  const traffic = new Traffic(Date.now());
  const forgetting = setInterval(() => traffic.forget(Date.now()), FORGET_EVERY_MS).unref();
  const mount = createReadApi({
    snapshot,
    usage,
    traffic,
    log,
    pollsPerSecond: settings.HOIST_POLLS_PER_KEY,
    openStreams: {
      perAddress: settings.HOIST_STREAMS_PER_ADDRESS,
      perKey: settings.HOIST_STREAMS_PER_KEY,
      addressOf: (req) => publicAddress(req, settings.HOIST_TRUST_PROXY).client,
    },
  });
  return {
    mount,
    usage,
    snapshot,
    caughtUp: (sequence, milliseconds) => snapshot.catchUp(sequence, milliseconds),
    answer(question) {
      const { state } = snapshot;
      // Only our own console knows the secret of the door that this comes through.
      return state ? answer(traffic, state, question as Question, Date.now()) : undefined;
    },
    ills: () => snapshot.degraded(),
    endStreams: () => mount.close(),
    async close() {
      clearInterval(forgetting);
      await Promise.all([usage.close(), snapshot.close()]);
    },
  };
}
