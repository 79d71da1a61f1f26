import fs from "node:fs";
import os from "node:os";

const folder = new URL("./results/", import.meta.url);

/** Prints tables (Markdown) with the machine they were made on, and keeps them and their figures in bench/results/. */
export function report(name: string, title: string, tables: string[], figures: object): void {
  const machine = `Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${os.platform()}`;
  const text = [`# ${title}`, machine, ...tables].join("\n\n");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(new URL(`${name}.md`, folder), `${text}\n`);
  fs.writeFileSync(
    new URL(`${name}.json`, folder),
    `${JSON.stringify({ machine, ...figures }, null, 2)}\n`,
  );
  console.log(`${text}\n`);
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
