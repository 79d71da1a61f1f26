import { open, readFile, rename, rm } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { dump, restore } from "./dump";
import type { State } from "./state";

/** Where the last good snapshot is kept for a boot while the database is down. */
export type Disk = {
  /** Null when there is none that can be used. */
  read(): Promise<State | null>;
  write(state: State): Promise<void>;
};

const linesAtOnce = 2_000;

/** A snapshot in one file, which only this user may read: it holds the secrets of keys. Written whole, then renamed. */
export function diskSnapshot(path: string): Disk {
  return {
    async read() {
      try {
        return restore((await readFile(path, "utf8")).split("\n"), Date.now());
      } catch {
        return null; // Missing or damaged: as good as none.
      }
    },

    async write(state) {
      const unfinished = `${path}.${process.pid}`;
      const file = await open(unfinished, "w", 0o600);
      try {
        await file.chmod(0o600);
        for (const piece of pieces(dump(state))) {
          await file.appendFile(piece); // All of it: `write` may stop halfway and say nothing.
          await setImmediate(); // Polls come first.
        }
        await file.sync();
        await file.close();
        await rename(unfinished, path);
      } catch (error) {
        // A full disk needs the room.
        await file.close().catch(() => undefined);
        await rm(unfinished, { force: true });
        throw error;
      }
    },
  };
}

function* pieces(lines: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  for (const line of lines) {
    if (piece.push(line) < linesAtOnce) continue;
    yield `${piece.join("\n")}\n`;
    piece = [];
  }
  yield `${piece.join("\n")}\n`;
}
