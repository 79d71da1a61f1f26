// Runs named steps two at a time and tells how each went; the words of a step are shown only when it fails.
import { spawn } from "node:child_process";
import { once } from "node:events";
import os from "node:os";

/** `steps`: [name, program, ...arguments]. Answers with the names of those that failed. */
export async function runSteps(steps, lanes = Math.min(2, os.availableParallelism())) {
  const failed = [];
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const [name, program, ...given] = step;
      const begun = performance.now();
      const { ok, said } = await runStep(program, given);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${ok ? "✓" : "✗"} ${name} (${seconds} s)`);
      if (ok) continue;
      failed.push(name);
      console.log(said.trimEnd().replace(/^/gm, "    "));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
}

async function runStep(program, given) {
  const child = spawn(program, given, { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => said.push(text));
  const code = await once(child, "close").then(
    ([code]) => code,
    (error) => said.push(Buffer.from(error.message)),
  );
  return { ok: code === 0, said: Buffer.concat(said).toString() };
}
