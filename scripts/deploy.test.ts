import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseSettings } from "@/lib/env";
import { buildContext, readStages } from "@/lib/testing/dockerfile";

const root = join(import.meta.dirname, "..");
const read = (path: string) => fs.readFileSync(join(root, path), "utf8");

describe("the Dockerfile", () => {
  const stages = readStages();
  const last = stages.at(-1)?.steps ?? [];
  const inLast = (name: string) => last.find(({ instruction }) => instruction === name)?.argument;

  it("is one to a linter", () => {
    expect(validate(read("Dockerfile"))).toEqual([]);
  });

  it("names each stage that it copies from, and a version of each image", () => {
    const names = stages.map(({ name }) => name);
    for (const { instruction, argument } of stages.flatMap(({ steps }) => steps)) {
      const [, from] = /--from=(\S+)/.exec(argument) ?? [];
      if (from) expect(names).toContain(from);
      if (instruction === "FROM") expect(argument).toMatch(/^node:\$\{NODE\}( AS \w+)?$/);
      expect(instruction).not.toBe("ADD");
    }
    expect(read("Dockerfile")).toMatch(/^ARG NODE=\d+-\w+-slim$/m);
  });

  it("runs the program itself, as a user who is not root, with the data folder as a volume", () => {
    expect(JSON.parse(inLast("CMD") ?? "")).toEqual([
      "node",
      "--enable-source-maps",
      "dist/main.js",
    ]);
    expect(inLast("USER")).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(inLast("VOLUME")).toBe("/data");
    expect(inLast("ENV")).toContain("HOIST_DATA_DIR=/data");
    expect(inLast("HEALTHCHECK")).toMatch(/ CMD \["node", "deploy\/healthy\.mjs"\]$/);
  });

  it("is given what it builds from, and no secret, data or test", () => {
    const context = buildContext();
    const needed = [
      "app/layout.tsx",
      "lib/env.ts",
      "server/main.ts",
      "scripts/build.mjs",
      "instrumentation.ts",
    ];
    const settings = ["package-lock.json", "tsconfig.json", "postcss.config.mjs", ".npmrc"];
    for (const path of [...needed, ...settings, "prisma/schema.prisma", "deploy/healthy.mjs"])
      expect(context).toContain(path);
    expect(
      context.filter((path) => /(^|\/)\.(env|git|data)|\.test\.|^e2e|^docs/.test(path)),
    ).toEqual([]);
  });
});

describe("the compose file", () => {
  const compose = parse(read("deploy/compose.yaml"), { merge: true });
  const { services } = compose;
  const hoists = ["hoist-1", "hoist-2"].map((name) => services[name]);

  it("has each secret from the env file, and every variable that it wants is there", () => {
    const text = read("deploy/compose.yaml");
    const wanted = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? "");
    const offered = [...read("deploy/env.example").matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect([...new Set(wanted)].sort()).toEqual([
      "NEXTAUTH_SECRET",
      "NEXTAUTH_URL",
      "POSTGRES_PASSWORD",
    ]);
    expect(wanted.filter((name) => !offered.includes(name))).toEqual([]);
    const ignored = spawnSync("git", ["check-ignore", "-q", "deploy/.env"], { cwd: root });
    expect(ignored.status).toBe(0);
  });

  it("starts two instances whose settings Hoist accepts, with nothing to write but data", () => {
    const values: Record<string, string> = {
      POSTGRES_PASSWORD: "0f0f",
      NEXTAUTH_SECRET: "0123456789abcdef",
      NEXTAUTH_URL: "https://flags.example.com",
    };
    const filledIn = (text: string) =>
      text.replace(/\$\{(\w+):[-?]([^}]*)\}/g, (_, name, otherwise) => values[name] ?? otherwise);
    for (const hoist of hoists) {
      const settings = Object.entries(hoist.environment).map(([name, value]) => [
        name,
        filledIn(String(value)),
      ]);
      expect(parseSettings(Object.fromEntries(settings)).HOIST_TRUST_PROXY).toBe(1);
      expect(hoist).toMatchObject({
        read_only: true,
        tmpfs: "/tmp",
        init: true,
        cap_drop: ["ALL"],
      });
      expect(Number.parseInt(hoist.stop_grace_period, 10)).toBeGreaterThan(10);
      expect(hoist.depends_on.postgres.condition).toBe("service_healthy");
    }
    expect(hoists.map(({ volumes }) => volumes)).toEqual([["hoist-1:/data"], ["hoist-2:/data"]]);
  });

  it("has a volume for every name, and a proxy that knows both instances", () => {
    const mounted = Object.values<{ volumes?: string[] }>(services)
      .flatMap(({ volumes = [] }) => volumes)
      .map((volume) => volume.split(":")[0] ?? "")
      .filter((name) => !name.startsWith("."));
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(compose.volumes).sort());
    expect(Object.keys(services.proxy.depends_on)).toEqual(["hoist-1", "hoist-2"]);
    expect(read("deploy/Caddyfile")).toContain("reverse_proxy hoist-1:3000 hoist-2:3000 {");
    expect(services.hoist).toBeUndefined();
    expect(services["hoist-1"].ports).toBeUndefined();
  });
});

describe("the systemd unit", () => {
  const unit = read("deploy/hoist.service");
  const settings = new Map(
    [...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value] as const),
  );

  it("lets Hoist end its children, and write to its state folder alone", () => {
    expect(settings.get("KillMode")).toBe("mixed");
    expect(Number(settings.get("TimeoutStopSec"))).toBeGreaterThan(10);
    expect(settings.get("ExecStart")).toMatch(/ dist\/main\.js$/);
    expect(settings.get("Environment")).toContain(`/var/lib/${settings.get("StateDirectory")}`);
    for (const name of ["NoNewPrivileges", "DynamicUser", "PrivateTmp"])
      expect(settings.get(name)).toBe("yes");
    expect(settings.get("ProtectSystem")).toBe("strict");
    expect(settings.has("MemoryDenyWriteExecute")).toBe(false);
  });

  it.skipIf(spawnSync("systemd-analyze", ["--version"]).error)("is one to systemd", () => {
    const path = join(root, "deploy/hoist.service");
    // It looks for the program as well, which is in another place here.
    const said = execFileSync("sh", ["-c", `systemd-analyze verify ${path} 2>&1 || true`], {
      encoding: "utf8",
    });
    const complaints = said.split("\n").filter((line) => /hoist\.service/.test(line));
    expect(complaints.filter((line) => !/is not executable/.test(line))).toEqual([]);
  });
});
