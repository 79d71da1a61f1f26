import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

type Process = { pid: number; parent: number; dead: boolean; command: string };

/** The processes that a process has started, and theirs. */
export function descendants(pid: number): Process[] {
  const all = processes();
  const below = (parent: number): Process[] =>
    all
      .filter((process) => process.parent === parent && !process.dead)
      .flatMap((process) => [process, ...below(process.pid)]);
  return below(pid);
}

/** Waits until none of them runs. Kills what still does after the time, and throws, naming it. */
export async function untilGone(gone: Process[], milliseconds = 5000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const left = processes().filter(
      ({ pid, dead, command }) =>
        !dead && gone.some((one) => one.pid === pid && one.command === command),
    );
    if (left.length === 0) return;
    if (performance.now() > deadline) {
      for (const { pid } of left) killHard(pid);
      throw new Error(`Still running: ${left.map(({ command }) => command).join("; ")}`);
    }
    await wait(25);
  }
}

/** Kills what may have ended already. */
export function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

/** `ps` is not everywhere, /proc is not on a Mac. */
function processes(): Process[] {
  if (!fs.existsSync("/proc/self/stat")) return listed();
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = fs.readFileSync(`/proc/${name}/stat`, "utf8");
        const [state = "", parent = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const command = fs.readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return { pid: Number(name), parent: Number(parent), dead: /[ZX]/.test(state), command };
      } catch {
        return []; // It ended between two lines.
      }
    });
}

function listed(): Process[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/gm)].map(
    ([, pid, parent, state = "", command = ""]) => ({
      pid: Number(pid),
      parent: Number(parent),
      dead: state.startsWith("Z"),
      command,
    }),
  );
}
