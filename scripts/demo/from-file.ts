import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Api } from "./api.ts";

const list = z.array(
  z.object({
    key: z.string(),
    name: z.string().optional(),
    description: z.string().optional(),
    enabled: z.boolean().default(false),
    tags: z.array(z.string()).default([]),
  }),
);

/** Makes a boolean flag per entry, enabled in every environment where the list says so. Returns how many were refused. */
export async function importFlags(api: Api, project: string, file: string): Promise<number> {
  const entries = await read(file);
  const environments = await environmentKeys(api, project);
  let refused = 0;

  for (const { enabled, ...flag } of entries) {
    const made = await api.call("POST", `/projects/${project}/flags`, flag);
    if (made.status !== 201) {
      refused += 1;
      console.log(`  ${flag.key}: ${made.body.detail}`);
      continue;
    }
    for (const environment of enabled ? environments : []) {
      const path = `/projects/${project}/flags/${encodeURIComponent(flag.key)}/environments/${environment}`;
      const answer = await api.call("PATCH", path, { enabled: true });
      if (answer.status !== 200)
        console.log(`  ${flag.key} in ${environment}: ${answer.body.detail}`);
    }
  }
  console.log(`Made ${entries.length - refused} of ${entries.length} flags from ${file}.`);
  return refused;
}

async function read(file: string) {
  const { data, error } = list.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (data) return data;
  const wrong = error.issues.slice(0, 3).map(({ path, message }) => `${path.join(".")} ${message}`);
  throw new Error(`${file} is no list of flags: ${wrong.join("; ").trim()}`);
}

async function environmentKeys(api: Api, project: string): Promise<string[]> {
  const answer = await api.call("GET", `/projects/${project}/environments`);
  return (answer.body.data as { key: string }[]).map(({ key }) => key);
}
