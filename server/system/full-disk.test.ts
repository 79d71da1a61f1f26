import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstAccount, valueFor } from "./client";
import { descendants } from "./processes";
import { kinds, Site } from "./site";

/** No file may grow beyond so many bytes: what a full disk is to a program, where nothing can be mounted. */
function limit(pid: number, bytes: number | "unlimited") {
  for (const one of [pid, ...descendants(pid).map((child) => child.pid)])
    spawnSync("prlimit", ["--pid", String(one), `--fsize=${bytes}:unlimited`]);
}

const missing = spawnSync("prlimit", ["--version"]).status !== 0;

describe.skipIf(missing || kinds[1].missing)("a disk that has no room for the snapshot", () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
  });
  afterAll(() => site?.close());

  it("is told in one line, leaves nothing unfinished there, and the last snapshot good", async () => {
    const first = await site.start();
    const api = await firstAccount(first);
    await api.flag("new-checkout");
    const { token } = await api.key();
    expect((await first.terminate()).code).toBe(0);
    const file = join(site.options.dataFolder, "snapshot");
    const kept = fs.readFileSync(file, "utf8");

    const second = await site.start();
    limit(second.pid, 100);
    await api.switch("new-checkout", false);
    expect(await valueFor(second, token, "new-checkout")).toBe(false);
    expect((await second.terminate()).code).toBe(0);
    expect(second.said).toContain("the snapshot could not be written to disk");
    expect(fs.readFileSync(file, "utf8").split("\n").length).toBe(kept.split("\n").length);
    const names = fs.readdirSync(site.options.dataFolder);
    expect(names.filter((name) => name.startsWith("snapshot"))).toEqual(["snapshot"]);
  });
});
