import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeholder, snippetsFor, technologies } from "@/components/connect/snippets";
import type { NewKey } from "@/lib/keys/schema";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp } from "@/lib/testing/read-api";

const run = promisify(execFile);
const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-snippets-"));
const flag = "new-checkout";
let app: Awaited<ReturnType<typeof createApp>>;
let mount: Awaited<ReturnType<typeof openNodeMount>>;
let client: NewKey;
let server: NewKey;

beforeAll(async () => {
  app = await createApp();
  client = await app.key("client");
  server = await app.key("server");
  await app.flag(flag);
  mount = await openNodeMount();
});
afterAll(async () => {
  await mount.close();
  fs.rmSync(folder, { recursive: true });
});

/** The files of one technology, by name, as somebody copies them who just made a key. */
function copied(technology: "curl" | "javascript" | "nextjs", made: NewKey) {
  const snippets = snippetsFor(technology, { origin: mount.origin, flag, made });
  return Object.fromEntries(snippets.map(({ name, code }) => [name, code]));
}

function write(name: string, code: string): string {
  const path = join(folder, name);
  fs.writeFileSync(path, code);
  return path;
}

describe("the curl snippet", () => {
  it("gets this server's flags when pasted", async () => {
    const { stdout } = await run("sh", ["-c", `${copied("curl", client).Terminal} -s`]);
    expect(JSON.parse(stdout).flags[flag]).toMatchObject({ enabled: true, value: true });
  });

  it("proves the identity where the key requires it", async () => {
    const strict = await app.key("client", { requireIdentity: true });
    await mount.snapshot.refresh(2_000);
    const { stdout } = await run("sh", ["-c", `${copied("curl", strict).Terminal} -s`]);
    expect(JSON.parse(stdout)).toMatchObject({ configuration: {}, environment: "production" });
  });
});

describe("the JavaScript snippet", () => {
  it("runs as a module", async () => {
    write("package.json", '{ "type": "module" }');
    const files = copied("javascript", client);
    write("flags.js", files["flags.js"]!);
    const path = write("app.js", `${files["app.js"]}process.exit();`);
    expect((await run(process.execPath, [path])).stdout).toBe("on\n");
  });

  it("asks again with the tag of the last answer, hears of a change, and keeps values through failures", async () => {
    const watched = await app.flag("watched");
    await mount.snapshot.refresh(2_000);
    const module = copied("javascript", client)["flags.js"]!.replace("10_000", "20");
    const watch = `
      const statuses = [];
      const ask = globalThis.fetch;
      globalThis.fetch = async (...asked) => {
        if (statuses.includes(304) && !statuses.includes("failed")) {
          statuses.push("failed");
          throw new Error("no network");
        }
        const response = await ask(...asked);
        statuses.push(response.status);
        if (response.status === 304 && statuses.at(-2) === "failed") console.log("quiet", flag("${watched}", null));
        return response;
      };`;
    const end = `
      const seen = setInterval(() => {
        if (flag("${watched}", true) !== false) return;
        console.log(JSON.stringify(statuses.slice(0, 4)), statuses.at(-1), flag("unknown", "mine"));
        process.exit();
      }, 5);`;
    const child = run(process.execPath, [write("watch.js", watch + module + end)]);
    child.child.stdout?.once("data", () => app.state(watched, { enabled: false }));
    const { stdout, stderr } = await child;
    expect(stdout).toBe('quiet true\n[200,304,"failed",304] 200 mine\n');
    expect(stderr).toContain("no network");
  });
});

describe("the Next.js snippet", () => {
  async function render(env: Record<string, string>): Promise<string> {
    const page = copied("nextjs", server)["app/page.tsx"]!;
    const tail = `
      import { renderToStaticMarkup } from "react-dom/server";
      Page().then((page) => console.log(renderToStaticMarkup(page)));`;
    const { outputFiles } = await build({
      stdin: { contents: page + tail, loader: "tsx", resolveDir: process.cwd() },
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
      jsx: "automatic",
      logLevel: "silent",
    });
    const path = write("page.cjs", outputFiles[0]!.text);
    return (await run(process.execPath, [path], { env: { ...process.env, ...env } })).stdout;
  }

  it("renders a page with the flag's value, with the settings beside it", async () => {
    const settings = copied("nextjs", server)[".env.local"]!.trim().split("\n");
    const env = Object.fromEntries(settings.map((line) => line.split("=") as [string, string]));
    expect(env).toEqual({ HOIST_URL: mount.origin, HOIST_KEY: server.token });
    expect(await render(env)).toBe("<p>on</p>\n");
  });

  it("renders the page's own default while Hoist is away", async () => {
    const env = { HOIST_URL: "http://127.0.0.1:9", HOIST_KEY: server.token };
    expect(await render(env)).toBe("<p>off</p>\n");
  });
});

it("snippets hold a placeholder until a key is made, and for browsers never a server key", () => {
  for (const { key } of technologies) {
    const code = (made: NewKey | null) =>
      snippetsFor(key, { origin: mount.origin, flag, made })
        .map((snippet) => snippet.code)
        .join("\n");
    const browser = key === "javascript" || key === "react";
    expect(code(null)).toContain(placeholder);
    expect(code(client)).toContain(client.token);
    expect(code(client)).not.toContain(placeholder);
    expect(code(server).includes(server.token)).toBe(!browser);
  }
});
