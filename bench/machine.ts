import { execFileSync } from "node:child_process";
import fs from "node:fs";

const tick = Number(spawnText("getconf", "CLK_TCK") || 100);
const page = Number(spawnText("getconf", "PAGESIZE") || 4_096);

/** Seconds of processor time that these processes have taken so far; NaN where there is no /proc. */
export function processorSeconds(pids: number[]): number {
  return sum(pids, (pid) => {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the name, which may hold anything, come the state and ten more fields.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / tick;
  });
}

/** Bytes of memory that these processes hold, NaN where there is no /proc. */
export function residentBytes(pids: number[]): number {
  return sum(pids, (pid) => {
    const [, resident] = fs.readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return Number(resident) * page;
  });
}

function sum(pids: number[], of: (pid: number) => number): number {
  try {
    return pids.reduce((total, pid) => total + of(pid), 0);
  } catch {
    return Number.NaN;
  }
}

function spawnText(program: string, given: string): string {
  try {
    return execFileSync(program, [given], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
