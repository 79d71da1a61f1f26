import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { type DatabaseReport, EXIT_IN_USE, readNotice, socketUrl } from "./database-protocol";
import { programArguments } from "./paths";

const children: ChildProcess[] = [];
const folders: string[] = [];

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-test-"));
  folders.push(folder);
  return folder;
}

function startChild(dataFolder: string, wrapper: string[] = []) {
  const socketPath = join(temporaryFolder(), ".s.PGSQL.5432");
  const command = [...wrapper, process.execPath, ...programArguments("embedded-database")];
  const [program = "", ...programArgs] = [...command, dataFolder, socketPath];
  const child = spawn(program, programArgs, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.push(child);
  return { child, url: socketUrl(socketPath), socketPath, first: firstReport(child) };
}

async function firstReport(child: ChildProcess): Promise<DatabaseReport> {
  const [report] = await once(child, "message");
  return report as DatabaseReport;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
    await exitCode(child);
  }
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

describe("the embedded database", { timeout: 60_000 }, () => {
  it("keeps what was committed when it is killed, and opens again", async () => {
    const folder = temporaryFolder();
    const first = startChild(folder);
    expect(await first.first).toEqual({ type: "ready" });
    const client = await connect(first.url);
    await client.query("CREATE TABLE note (text text)");
    await client.query("INSERT INTO note VALUES ('kept')");
    first.child.kill("SIGKILL");
    await exitCode(first.child);

    const second = startChild(folder);
    expect(await second.first).toEqual({ type: "ready" });
    const reader = await connect(second.url);
    expect((await reader.query("SELECT text FROM note")).rows).toEqual([{ text: "kept" }]);
    expect(fs.existsSync(first.socketPath)).toBe(false);
    await reader.end();
  });

  it("is refused to a second process, also while the first one is frozen", async () => {
    const folder = temporaryFolder();
    const owner = startChild(folder);
    await owner.first;
    owner.child.kill("SIGSTOP");
    const before = fs.readFileSync(join(folder, "database", "postmaster.pid"), "utf8");

    const intruder = startChild(folder);
    expect(await intruder.first).toEqual({
      type: "failed",
      sentence: `The data folder ${folder} is in use by another Hoist.`,
    });
    expect(await exitCode(intruder.child)).toBe(EXIT_IN_USE);
    expect(fs.readFileSync(join(folder, "database", "postmaster.pid"), "utf8")).toBe(before);

    owner.child.kill("SIGCONT");
    const client = await connect(owner.url);
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it("outlives SIGINT and SIGTERM and ends by its parent's word", async () => {
    const folder = temporaryFolder();
    const { child, url, first, socketPath } = startChild(folder);
    await first;
    child.kill("SIGINT");
    child.kill("SIGTERM");
    const client = await connect(url);
    await client.query("SELECT 1");
    expect(readNotice(folder)).toEqual({ socketPath });
    expect(fs.statSync(join(folder, "database.json")).mode & 0o777).toBe(0o600);
    await client.end();

    child.send("end");
    expect(await exitCode(child)).toBe(0);
    expect(readNotice(folder)).toBeUndefined();
  });

  it("ends when its parent has gone", async () => {
    const { child, first } = startChild(temporaryFolder());
    await first;
    child.disconnect();
    expect(await exitCode(child)).toBe(0);
  });

  it("says in one sentence that its folder cannot be written", async () => {
    const folder = join(temporaryFolder(), "file");
    fs.writeFileSync(folder, "");
    const { child, first } = startChild(folder);
    expect(await first).toEqual({
      type: "failed",
      sentence: expect.stringMatching(/^The embedded database in .* cannot be opened: .*\S/),
    });
    expect(await exitCode(child)).toBe(74);
  });
});
