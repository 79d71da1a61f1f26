import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { Supervised } from "./supervisor";

const running: Supervised[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.end();
});

/** Supervises a program that says "up" and then does what the code says. */
function supervise(code: string, isFinal?: (code: number | null) => boolean) {
  const exits: (number | string | null)[] = [];
  const program = new Supervised({
    name: "toy",
    start: async () => spawn(process.execPath, ["-e", `console.log("up");${code}`]),
    answers: async (child, signal) => {
      if (child.stdout) await once(child.stdout, "data", { signal });
    },
    askToEnd: (child) => void child.kill("SIGTERM"),
    killAfterMs: 300,
    isFinal,
    onExit: (exitCode, signal) => exits.push(signal ?? exitCode),
  });
  running.push(program);
  return { program, exits };
}

const forever = "setInterval(() => {}, 1000);";

describe("a supervised program", { timeout: 30_000 }, () => {
  it("comes back by itself when it is killed", async () => {
    const { program, exits } = supervise(forever);
    expect(await program.whenUp(5000)).toBe(true);
    const first = program.pid ?? 0;
    process.kill(first, "SIGKILL");
    await expect.poll(() => program.up).toBe(false);
    expect(await program.whenUp(5000)).toBe(true);
    expect(program.pid).not.toBe(first);
    expect(exits).toEqual(["SIGKILL"]);
  });

  it("is started again more and more slowly while it keeps falling", async () => {
    const { exits } = supervise("process.exit(3)");
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(exits.length).toBeGreaterThanOrEqual(2);
    expect(exits.length).toBeLessThanOrEqual(6);
  });

  it("is not started again after an exit that is no accident", async () => {
    const { program, exits } = supervise("process.exit(75)", (code) => code === 75);
    await expect.poll(() => exits).toEqual([75]);
    expect(await program.whenUp(1000)).toBe(false);
  });

  it("is killed when it does not end by itself", async () => {
    const { program } = supervise(`process.on("SIGTERM", () => {});${forever}`);
    await program.whenUp(5000);
    const pid = program.pid ?? 0;
    await program.end();
    expect(() => process.kill(pid, 0)).toThrow();
    expect(await program.whenUp(1000)).toBe(false);
  });
});
