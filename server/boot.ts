import type { Server } from "node:http";
import { env, type Settings } from "@/lib/env";
import { ConsoleProcess } from "./console-process";
import { openDataFolder } from "./data-folder";
import { type OpenDatabase, openDatabase, signUpCode } from "./database";
import { hasAccount, prepareDatabase } from "./database-content";
import { createFrontDoor } from "./front-door";
import { Health, type Part } from "./health";
import { checkPort, listen } from "./listen";
import { createMetrics } from "./metrics";
import { MetricsDoor } from "./metrics-door";
import { ConsoleProxy } from "./proxy";
import { openReads, type Reads } from "./reads";
import { say } from "./say";
import { openSideDoor, type SideDoor } from "./side-door";

const CONSOLE_PATIENCE_MS = 60_000;

/** Whatever runs so far, for whoever has to end it. */
export type Running = {
  /** The end was asked for while this was still starting. */
  ending?: boolean;
  server?: Server;
  health?: Health;
  reads?: Reads | undefined;
  proxy?: ConsoleProxy | undefined;
  console?: ConsoleProcess | undefined;
  sideDoor?: SideDoor;
  tracing?: { end(): Promise<void> };
  database?: Pick<OpenDatabase, "program" | "end">;
};

/** Starts the programs of this role, in order, and listens. Throws StartFailure; `running` says what is to be ended. */
export async function boot(running: Running, onLost: (sentence: string) => void): Promise<void> {
  const settings = env();
  const role = settings.HOIST_ROLE;
  const development = process.env.NODE_ENV === "development";
  const dataFolder = openDataFolder(settings.HOIST_DATA_DIR);
  await checkPort(settings.HOST, settings.PORT);

  const database = await openDatabase(settings, dataFolder, onLost);
  running.database = database;
  // Prisma, in this process, looks where the console looks.
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = database.secret;

  const code = signUpCode(settings.HOST, database.secret);
  const content = await prepareDatabase(database.url, role, dataFolder);
  if (role === "all") running.sideDoor = await openSideDoor((ask) => running.reads?.answer(ask));
  if (role !== "read") {
    running.console = startConsole(settings, database, code, running.sideDoor, development);
  }
  if (role !== "console") running.reads = await openReads(database.url, dataFolder, settings);
  if (running.console) {
    say("Starting the console…");
    running.proxy = new ConsoleProxy({
      upstream: running.console,
      development,
      caughtUp: async (sequence, ms) => running.reads?.caughtUp(sequence, ms),
    });
    const isUp = await running.console.program.whenUp(CONSOLE_PATIENCE_MS);
    if (running.ending) return;
    if (!isUp) say("The console has not started yet; the log says why. It is tried again.");
  }

  running.health = new Health(partsOf(running, content));
  running.server = createFrontDoor({
    settings,
    development,
    health: running.health,
    metrics: new MetricsDoor(settings.HOIST_METRICS_TOKEN, createMetrics(running, role)),
    reads: running.reads?.mount,
    console: running.proxy,
  });
  const port = await listen(running.server, settings.HOST, settings.PORT);
  await greet(settings, port, code);
}

function startConsole(
  settings: Settings,
  { url, secret }: { url: string; secret: string },
  code: string | undefined,
  sideDoor: SideDoor | undefined,
  development: boolean,
): ConsoleProcess {
  return new ConsoleProcess({
    development,
    environment: {
      DATABASE_URL: url,
      NEXTAUTH_SECRET: secret,
      HOIST_SIGN_UP_CODE: code ?? "",
      HOIST_SIDE_DOOR: sideDoor?.url ?? "",
      HOIST_SIDE_DOOR_SECRET: sideDoor?.secret ?? "",
      // Without either, next-auth redirects to localhost:3000. The forwarded host is the one that we write.
      ...(settings.NEXTAUTH_URL ? {} : { AUTH_TRUST_HOST: "1" }),
    },
  });
}

function partsOf({ reads, console, proxy }: Running, content: Part): Part[] {
  const parts = [content];
  if (reads) parts.push({ name: "snapshot", begun: () => true, ills: () => reads.ills() });
  if (console) {
    const { program } = console;
    const ills = () => [
      ...(program.up ? [] : ["console"]),
      ...(proxy?.meter.changesFail ? ["changes"] : []),
    ];
    parts.push({ name: "console", begun: () => program.hasBeenUp, ills });
  }
  return parts;
}

async function greet({ HOST: host, HOIST_ROLE: role }: Settings, port: number, code?: string) {
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  say(`Hoist is listening on ${address}`);
  if (role === "read" || (await hasAccount())) return;
  say(`Next: open ${address}/sign-up. The first account becomes the administrator.`);
  if (code) say(`Others can reach this address, so the first sign-up asks for this code: ${code}`);
}
