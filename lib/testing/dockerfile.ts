import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { join, resolve } from "node:path";

type Step = { instruction: string; argument: string };
type Stage = { name: string; steps: Step[] };

const root = resolve(import.meta.dirname, "../..");

/** The stages of our Dockerfile, each with its steps. */
export function readStages(): Stage[] {
  const stages: Stage[] = [];
  const text = fs.readFileSync(join(root, "Dockerfile"), "utf8").replace(/^\s*#.*\n/gm, "");
  for (const line of text.replace(/\\\n/g, " ").split("\n")) {
    const [, instruction = "", argument = ""] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    const [, name = ""] = / AS (\S+)$/.exec(argument) ?? [];
    if (instruction === "FROM") stages.push({ name, steps: [{ instruction, argument }] });
    else if (instruction !== "") stages.at(-1)?.steps.push({ instruction, argument });
  }
  return stages;
}

/** What our .dockerignore lets into the build, of what git has or would take. The last line that fits a path decides. */
export function buildContext(): string[] {
  const rules = fs
    .readFileSync(join(root, ".dockerignore"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ isKept: line.startsWith("!"), fits: fitting(line.replace(/^!/, "")) }));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const paths = execFileSync("git", list, { cwd: root, encoding: "utf8" }).split("\0");
  return paths.filter(
    (path) =>
      fs.existsSync(join(root, path)) &&
      path !== "" &&
      rules.findLast(({ fits }) => fits.test(path))?.isKept !== false,
  );
}

function fitting(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("**/", "\0")
    .replaceAll("*", "[^/]*")
    .replaceAll("\0", "(?:.*/)?");
  return new RegExp(`^${source}(?:/|$)`);
}

export type BuiltImage = {
  /** Where the last stage's file system stands; what the image has at /app is at `${folder}/app`. */
  folder: string;
  environment: Record<string, string>;
  /** The argument lists of CMD and HEALTHCHECK. */
  command: string[];
  healthCheck: string[];
};

/**
 * Does the steps of our Dockerfile in folders below `folder`, without a container engine: one for each stage, with the system's
 * own programs. `path` comes first on the PATH, for another Node than the system's.
 */
export function buildByHand(folder: string, path = ""): BuiltImage {
  const image: BuiltImage = { folder, environment: {}, command: [], healthCheck: [] };
  const stages = readStages();
  for (const [at, { name, steps }] of stages.entries()) {
    image.folder = join(folder, name || `stage-${at}`);
    image.environment = {};
    let workdir = "/";
    const inside = (path: string) => join(image.folder, resolve(workdir, path));
    for (const { instruction, argument } of steps) {
      if (instruction === "WORKDIR") workdir = argument;
      else if (instruction === "ENV") Object.assign(image.environment, assignments(argument));
      else if (instruction === "COPY") copy(argument, folder, inside);
      else if (instruction === "CMD") image.command = JSON.parse(argument);
      else if (instruction === "HEALTHCHECK")
        image.healthCheck = JSON.parse(argument.slice(argument.indexOf("[")));
      else if (instruction === "RUN") run(argument, image, inside("."), path);
      if (instruction === "WORKDIR") fs.mkdirSync(inside("."), { recursive: true });
    }
  }
  return image;
}

function assignments(argument: string): Record<string, string> {
  return Object.fromEntries(argument.split(/\s+/).map((pair) => pair.split("=", 2)));
}

function copy(argument: string, folder: string, inside: (path: string) => string) {
  const words = argument.split(/\s+/);
  const stage = words[0]?.startsWith("--from=")
    ? words.shift()?.slice("--from=".length)
    : undefined;
  const target = words.pop() ?? "";
  for (const source of words) {
    if (stage !== undefined) {
      const into = target.endsWith("/")
        ? join(target, source.slice(source.lastIndexOf("/")))
        : target;
      fs.cpSync(join(folder, stage, source), inside(into), {
        recursive: true,
        verbatimSymlinks: true,
      });
      continue;
    }
    for (const path of buildContext()) {
      if (source !== "." && path !== source) continue;
      fs.cpSync(join(root, path), inside(join(target, path)));
    }
  }
}

/** Folders of the image that a command names stand below the image's folder here. */
function run(command: string, image: BuiltImage, cwd: string, path: string) {
  const here = command.replaceAll(" /data", ` ${image.folder}/data`);
  const own = { HOME: process.env.HOME, PATH: `${path}:${process.env.PATH}` };
  const env = Object.assign({} as NodeJS.ProcessEnv, own, image.environment);
  const { status, stderr, stdout } = spawnSync("sh", ["-c", here], {
    cwd,
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command}: ${status}\n${stdout}${stderr}`);
}
