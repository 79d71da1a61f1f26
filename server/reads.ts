import { join } from "node:path";
import { createReadApi } from "@/lib/delivery/node";
import { recordUsage } from "@/lib/jobs/usage";
import { log } from "@/lib/log";
import { diskSnapshot } from "@/lib/snapshot/disk";
import { followSnapshot } from "@/lib/snapshot/follow";
import type { ReadMount } from "./read-mount";

/** The read API of this process: a snapshot that follows the database, and what answers from it. */
export type Reads = {
  mount: ReadMount;
  /** Resolves when polls see this sequence, or after the time. */
  caughtUp(sequence: bigint, milliseconds: number): Promise<unknown>;
  /** What is not well, in a few words each. */
  ills(): string[];
  /** Ends the open streams, with a hint when to come back. */
  endStreams(): Promise<void>;
  /** Stops following the database; keeps the snapshot on disk. */
  close(): Promise<void>;
};

/** Where the last good snapshot is kept. */
export const snapshotFile = (dataFolder: string) => join(dataFolder, "snapshot");

/** Resolves once there is a snapshot to answer from: the database's, or when that is down the one on disk. */
export async function openReads(connectionString: string, dataFolder: string): Promise<Reads> {
  const disk = diskSnapshot(snapshotFile(dataFolder));
  const snapshot = followSnapshot({ connectionString, log, disk });
  await snapshot.loaded;
  const usage = recordUsage({ connectionString, log });
  const mount = createReadApi({ snapshot, usage, log });
  return {
    mount,
    caughtUp: (sequence, milliseconds) => snapshot.catchUp(sequence, milliseconds),
    ills: () => snapshot.degraded(),
    endStreams: () => mount.close(),
    async close() {
      await Promise.all([usage.close(), snapshot.close()]);
    },
  };
}
