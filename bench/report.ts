import fs from "node:fs";
import os from "node:os";
import { peerVersions } from "@/bench/peers";

const folder = new URL("./results/", import.meta.url);

/** A row of the tables that the project holds itself to, and what became of it. */
export type Goal = {
  what: string;
  against: string;
  /** Round by round; empty when the other is not there to be measured. */
  found: number[];
  /** How many digits of it are worth reading. */
  digits?: number;
  /** What the median may be at the least, or at the most. */
  atLeast?: number;
  atMost?: number;
  unit?: string;
  /** Printed when it is missed. */
  why?: string;
};

const all: Goal[] = [];

/** Prints tables (Markdown) with the machine they were made on, and keeps them and their figures in bench/results/. */
export function report(
  name: string,
  title: string,
  tables: string[],
  figures: object,
  goals: Goal[] = [],
): void {
  all.push(...goals);
  const said = goals.length > 0 ? [verdicts(goals)] : [];
  write(name, [`# ${title}`, machine(), ...tables, ...said], { ...figures, goals });
}

/** Every goal of this run in one table, when there is more than one table to look for them in. */
export function summary(): void {
  if (all.length === 0) return;
  write("summary", ["# What was promised, and what was measured", machine(), verdicts(all)], {
    goals: all,
  });
}

function write(name: string, parts: string[], figures: object): void {
  const text = parts.join("\n\n");
  const kept = { machine: machine(), versions: versions(), ...figures };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(new URL(`${name}.md`, folder), `${text}\n\n${versionLine()}\n`);
  fs.writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(kept, null, 2)}\n`);
  console.log(`${text}\n`);
}

function verdicts(goals: Goal[]): string {
  const rows = goals.map((goal) => {
    const { what, against, found, digits = 2, unit = "×" } = goal;
    const measured = found.length > 0 ? `${spread(found, digits)} ${unit}` : "not installed";
    return [what, against, measured, bound(goal), verdict(goal)];
  });
  const missed = goals.filter((goal) => verdict(goal) === "MISSED");
  const reasons = missed.map(({ what, why }) => `- ${what}: ${why ?? "nobody knows yet"}.`);
  const head = ["what", "against", "median (min–max)", "goal", ""];
  return [table(head, rows), ...reasons].join("\n\n");
}

function bound({ atLeast, atMost }: Goal): string {
  if (atLeast !== undefined) return `≥ ${atLeast}`;
  return atMost === undefined ? "–" : `≤ ${atMost}`;
}

function verdict({ found, atLeast, atMost }: Goal): string {
  if (found.length === 0 || (atLeast === undefined && atMost === undefined)) return "";
  const value = median(found);
  const isMet = value >= (atLeast ?? value) && value <= (atMost ?? value);
  return isMet ? "met" : "MISSED";
}

function machine(): string {
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const processors = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`;
  return `Node ${process.version}, ${processors}, ${memory} GiB, ${os.platform()} ${os.release()}, ${os.arch()}`;
}

function versions(): Record<string, string> {
  const { version } = JSON.parse(fs.readFileSync("package.json", "utf8")) as { version: string };
  return { hoist: version, node: process.version, ...peerVersions() };
}

function versionLine(): string {
  return Object.entries(versions())
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}

export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Median, smallest and largest. */
export function spread(values: number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.round((sorted.length - 1) * share)] ?? 0).toFixed(digits);
  return `${at(0.5)} (${at(0)}–${at(1)})`;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Round by round, the one over the other. */
export function ratios(ones: number[], others: number[]): number[] {
  return ones.map((value, index) => value / (others[index] ?? Number.NaN));
}
