import fs from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type NodeFileSystem = { stream_ops: { fsync?: (stream: { nfd: number }) => number } };
type InitOptions = Awaited<ReturnType<NodeFS["init"]>>;

/** NodeFS whose fsync reaches the disk; without it PostgreSQL's fsync ends in Emscripten. */
class DurableNodeFS extends NodeFS {
  override async init(...given: Parameters<NodeFS["init"]>): Promise<InitOptions> {
    const ready = await super.init(...given);
    ready.emscriptenOpts.preRun ??= [];
    ready.emscriptenOpts.preRun.push((module: object) => makeFsyncReachTheDisk(module));
    return ready;
  }
}

function makeFsyncReachTheDisk(module: {
  NODEFS?: NodeFileSystem;
  FS?: { filesystems?: { NODEFS?: NodeFileSystem } };
}) {
  // Where it sits differs between builds. Absent, durability would be lost in silence: fail instead.
  const nodefs = module.NODEFS ?? module.FS?.filesystems?.NODEFS;
  if (!nodefs) throw new Error("PGlite has moved NODEFS: commits would not be durable");
  nodefs.stream_ops.fsync = (stream) => {
    fs.fdatasyncSync(stream.nfd);
    return 0;
  };
}

/** Opens the database in a folder, making it if there is none. The caller must hold the folder's lock. */
export function openDurableDatabase(folder: string): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableNodeFS(folder),
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"), // "-F" switches fsync off
      "-c",
      "wal_sync_method=fsync", // fdatasync, the default method, does nothing under Emscripten
    ],
  });
}
