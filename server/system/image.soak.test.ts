import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltImage, buildByHand } from "@/lib/testing/dockerfile";
import { type Api, firstAccount, until, valueFor } from "./client";
import { freePort } from "./harness";

const nobody = { uid: 1000, gid: 1000 };

/** Needs to be root, to become the image's user: what is built belongs to root, who may write everywhere. */
describe.skipIf(process.getuid?.() !== 0)("the steps of the Dockerfile, done by hand,", () => {
  let folder: string;
  let image: BuiltImage;
  let program: ChildProcess;
  let url: string;
  let api: Api;
  let said = "";

  const options = () => {
    const { port } = new URL(url);
    const here = { HOST: "127.0.0.1", PORT: port, HOIST_DATA_DIR: join(image.folder, "data") };
    const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
    const own = { PATH, TMPDIR: join(folder, "tmp") };
    const env = Object.assign({} as NodeJS.ProcessEnv, own, image.environment, here);
    return { cwd: join(image.folder, "app"), env, ...nobody };
  };
  const isHealthy = async () => {
    const [command = "", ...given] = image.healthCheck;
    return spawnSync(command, given, options()).status === 0;
  };

  beforeAll(async () => {
    folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-test-"));
    fs.chmodSync(folder, 0o755);
    fs.mkdirSync(join(folder, "tmp"));
    fs.chownSync(join(folder, "tmp"), nobody.uid, nobody.gid);
    image = buildByHand(folder);
    url = `http://127.0.0.1:${await freePort()}`;
  });
  afterAll(async () => {
    if (program && program.exitCode === null) program.kill("SIGKILL");
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("make something that starts without the development packages and writes only data", async () => {
    expect(fs.existsSync(join(image.folder, "app/node_modules/typescript"))).toBe(false);
    const [command = "", ...given] = image.command;
    program = spawn(command, given, options());
    for (const stream of [program.stdout, program.stderr])
      stream?.on("data", (text) => {
        said += text;
      });
    await until("its health check is content", isHealthy, 60_000);
    expect(said).not.toMatch(/EACCES|EROFS|"level":[456]0/);
  });

  it("serve the console and polls", async () => {
    api = await firstAccount({ url });
    await api.flag("new-checkout");
    const { token } = await api.key("client");
    expect(await valueFor({ url }, token, "new-checkout")).toBe(true);
    expect((await fetch(`${url}/sign-in`)).status).toBe(200);
  });

  it("hold the program for a lost password", async () => {
    const given = ["dist/admin.js", "reset-password", "sam"];
    const { stdout } = spawnSync("node", given, { ...options(), encoding: "utf8" });
    expect(stdout).toMatch(/^The new password of sam: \S+$/m);
  });

  it("end on SIGTERM, and the health check says so", async () => {
    program.kill("SIGTERM");
    expect((await once(program, "exit"))[0]).toBe(0);
    expect(await isHealthy()).toBe(false);
    expect(said).not.toMatch(/EACCES|EROFS/);
  });
});
