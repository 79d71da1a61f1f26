import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeholder } from "@/components/connect/snippets/snippet";
import { snippetsFor } from "@/components/connect/snippets/snippets";
import { withKey } from "@/components/connect/snippets/with-key";
import { technologies, technologyOf } from "@/components/connect/technologies";
import type { Technology } from "@/components/connect/technology";
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
  fs.symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
});
afterAll(async () => {
  await mount.close();
  fs.rmSync(folder, { recursive: true });
});

/** The code for one technology, as somebody copies it who just made a key. */
function snippets(technology: Technology, made: NewKey | null) {
  const { origin } = mount;
  return withKey(snippetsFor(technology, { origin, flag }), technology, origin, made);
}

/** The same by the names of its files. */
function copied(key: Technology["key"], made: NewKey) {
  const files = snippets(technologyOf(key), made).map(({ name, code }) => [name, code]);
  return Object.fromEntries(files) as Record<string, string>;
}

function write(name: string, code: string): string {
  const path = join(folder, name);
  fs.mkdirSync(dirname(path), { recursive: true });
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

describe("the snippet for Node.js", () => {
  it("runs with its settings from the environment", async () => {
    const files = copied("nodejs", server);
    const env = settingsIn(files.Terminal!, /^export (\w+)=(.*)$/gm);
    expect(env).toEqual({ HOIST_URL: mount.origin, HOIST_KEY: server.token });
    const path = write("app.mjs", files["app.mjs"]!);
    expect(files.Terminal).toMatch(/\nnode app\.mjs\n$/);
    expect(await runWith(env, path)).toBe("on\n");
    expect(await runWith({ ...env, HOIST_URL: nowhere }, path)).toBe("off\n");
  });
});

describe.each(["nextjs", "nextjs-fetch"] as const)("the %s snippet", (technology) => {
  const render = async (env: Record<string, string>) =>
    runWith(env, write("page.cjs", await pageOf(copied(technology, server))));

  it("renders a page with the flag's value, with the settings beside it", async () => {
    const env = settingsIn(copied(technology, server)[".env.local"]!, /^(\w+)=(.*)$/gm);
    expect(env).toEqual({ HOIST_URL: mount.origin, HOIST_KEY: server.token });
    expect(await render(env)).toBe("<p>on</p>\n");
  });

  it("renders the page's own default while Hoist is away", async () => {
    expect(await render({ HOIST_URL: nowhere, HOIST_KEY: server.token })).toBe("<p>off</p>\n");
  });
});

/** Where nobody answers. */
const nowhere = "http://127.0.0.1:9";

function settingsIn(text: string, line: RegExp): Record<string, string> {
  return Object.fromEntries([...text.matchAll(line)].map(([, name, value]) => [name, value]));
}

async function runWith(env: Record<string, string>, path: string): Promise<string> {
  return (await run(process.execPath, [path], { env: { ...process.env, ...env } })).stdout;
}

/** The page of a Next.js app as a program that prints what it renders, for a request without headers and cookies. */
async function pageOf(files: Record<string, string>): Promise<string> {
  const page = write("app/page.tsx", files["app/page.tsx"]!);
  if (files["flags.ts"]) write("flags.ts", files["flags.ts"]);
  const request =
    "export const headers = () => new Headers(); export const cookies = () => new Map();";
  const { outputFiles } = await build({
    stdin: {
      contents: `import Page from ${JSON.stringify(page)};
        import { renderToStaticMarkup } from "react-dom/server";
        Page().then((page) => console.log(renderToStaticMarkup(page)));`,
      loader: "tsx",
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    jsx: "automatic",
    logLevel: "silent",
    alias: { "next/headers": write("request.js", request) },
  });
  return outputFiles[0]!.text;
}

it("snippets hold a placeholder until a key is made, and for browsers and phones never a server key", () => {
  for (const technology of technologies) {
    const code = (made: NewKey | null) =>
      snippets(technology, made)
        .map((snippet) => snippet.code)
        .join("\n");
    const browser = technology.group === "browser" || technology.group === "phone";
    expect(code(null)).toContain(placeholder);
    expect(code(client)).toContain(client.token);
    expect(code(client)).not.toContain(placeholder);
    expect(code(server).includes(server.token)).toBe(!browser);
  }
});
