import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { log } from "@/lib/log";
import { forwardOutput } from "./child-output";
import { type DatabaseReport, EXIT_IN_USE, SOCKET_FOLDER, socketUrl } from "./database-protocol";
import { StartFailure } from "./explain";
import { programArguments, root } from "./paths";
import { Supervised } from "./supervisor";

/** Longer socket paths are cut without an error. */
const LONGEST_SOCKET_PATH = 107;

/** The embedded database as its parent sees it. */
export type EmbeddedDatabase = { url: string; program: Supervised; end(): Promise<void> };

type Options = {
  dataFolder: string;
  /** Another process took the data folder while ours was down: nothing more can be written. */
  onLost(sentence: string): void;
};

/** Starts the embedded database and resolves once it answers. Throws StartFailure when it cannot be opened. */
export async function startEmbeddedDatabase(options: Options): Promise<EmbeddedDatabase> {
  // The same path for as long as this process lives, so that pools find a restarted database again.
  const socketPath = join(makeSocketFolder(), ".s.PGSQL.5432");
  let failure = "";
  const start = async () => {
    const child = spawnDatabase(options.dataFolder, socketPath);
    child.on("message", (report: DatabaseReport) => {
      if (report.type === "failed") failure = report.sentence;
    });
    return child;
  };
  let begun = false;
  const program = new Supervised({
    name: "database",
    start,
    answers: hearReady,
    askToEnd: (child) => void (child.connected && child.send("end")),
    killAfterMs: 4000,
    // Before it was ever open, an exit is no accident but a reason not to start.
    isFinal: (code) => !begun || code === EXIT_IN_USE,
    onUp: () => log.debug({ program: "database" }, "answers"),
    onExit: (code, signal) => {
      if (!begun) return; // Whoever started it is told why.
      log.error({ program: "database", code, signal, reason: failure || undefined }, "ended");
      if (code === EXIT_IN_USE) options.onLost(failure);
    },
  });
  const end = async () => {
    await program.end();
    fs.rmSync(dirname(socketPath), { recursive: true, force: true });
  };

  begun = await program.whenUp(120_000);
  if (!begun) {
    await end();
    throw new StartFailure(failure || "The embedded database did not start.");
  }
  return { url: socketUrl(socketPath), program, end };
}

function makeSocketFolder(): string {
  const parent = [os.tmpdir(), "/tmp"].find(
    (folder) =>
      join(folder, `${SOCKET_FOLDER}XXXXXX`, ".s.PGSQL.5432").length <= LONGEST_SOCKET_PATH,
  );
  if (!parent) throw new StartFailure(`The path of ${os.tmpdir()} is too long for a socket.`);
  return fs.mkdtempSync(join(parent, SOCKET_FOLDER)); // made with mode 0700
}

function spawnDatabase(dataFolder: string, socketPath: string): ChildProcess {
  const child = spawn(
    process.execPath,
    [...programArguments("embedded-database"), dataFolder, socketPath],
    // A process group of its own: the terminal's Ctrl-C is for the parent.
    { cwd: root, stdio: ["ignore", "pipe", "pipe", "ipc"], detached: true },
  );
  forwardOutput(child, "database");
  return child;
}

function hearReady(child: ChildProcess, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on("message", (report: DatabaseReport) => report.type === "ready" && resolve());
    gone.addEventListener("abort", () => reject(gone.reason));
  });
}
