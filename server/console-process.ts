import { type ChildProcess, spawn } from "node:child_process";
import http from "node:http";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/lib/log";
import { forwardOutput } from "./child-output";
import { guard, root } from "./paths";
import { Supervised } from "./supervisor";

/** The Next.js process and where it listens now; the port changes when it is started again. */
export class ConsoleProcess {
  readonly program: Supervised;
  private port = 0;

  constructor(options: { development: boolean; environment: Record<string, string | undefined> }) {
    this.program = new Supervised({
      name: "console",
      start: async () => {
        this.port = await freeLoopbackPort();
        return spawnNext(this.port, options);
      },
      answers: (_child, gone) => pollUntilAnswered(this.port, gone),
      askToEnd: (child) => void child.kill("SIGTERM"),
      killAfterMs: 2000,
      onUp: () => log.debug({ program: "console", port: this.port }, "answers"),
      onExit: (code, signal) => log.error({ program: "console", code, signal }, "ended"),
    });
  }

  get target(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Sends the child a signal's worth of goodbye and waits for it to go. */
  end(): Promise<void> {
    return this.program.end();
  }
}

function spawnNext(
  port: number,
  { development, environment }: { development: boolean; environment: NodeJS.ProcessEnv | object },
): ChildProcess {
  const next = `${root}node_modules/next/dist/bin/next`;
  const where = ["--hostname", "127.0.0.1", "--port", String(port)];
  // Longer than our agent keeps a socket, so that Next.js never closes one that is just being used.
  const mode = development ? ["dev"] : ["start", "--keepAliveTimeout", "75000"];
  const child = spawn(process.execPath, ["--import", guard, next, ...mode, ...where], {
    cwd: root,
    env: {
      ...process.env,
      ...environment,
      NODE_ENV: development ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true, // The terminal's Ctrl-C is for the parent, which lets running requests end first.
  });
  forwardOutput(child, "console");
  return child;
}

function freeLoopbackPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function pollUntilAnswered(port: number, gone: AbortSignal): Promise<void> {
  while (!(await answers(port, gone))) await wait(50, undefined, { signal: gone });
}

/** Any answer will do. The path is one that renders nothing and asks nobody. */
function answers(port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(
      { host: "127.0.0.1", port, path: "/_next/static/ready", agent: false, signal },
      (response) => resolve(response.resume().statusCode !== undefined),
    );
    request.on("error", () => resolve(false));
  });
}
