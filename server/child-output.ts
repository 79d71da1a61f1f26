import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { log } from "@/lib/log";

/** Passes a child's lines on to the log. A line that is a log record already goes out as it is. */
export function forwardOutput(child: ChildProcess, program: string) {
  const read = (stream: ChildProcess["stdout"], say: (line: string) => void) => {
    if (!stream) return;
    createInterface({ input: stream }).on("line", (line) => {
      if (line.startsWith('{"level":')) process.stdout.write(`${line}\n`);
      else if (line.trim()) say(line.trimEnd());
    });
  };
  read(child.stdout, (line) => log.debug({ program }, line));
  read(child.stderr, (line) => log.warn({ program }, line));
}
