import { parseArgs } from "node:util";
import { server } from "./api.ts";
import { makeFlags } from "./flags.ts";
import { importFlags } from "./from-file.ts";
import { makeCreators, makeUsers } from "./people.ts";
import { seeded } from "./random.ts";
import { administrator } from "./sign-in.ts";
import { makeToggles } from "./toggles.ts";

const usage = `npm run demo [-- --project default --seed 1]     60 flags, 400 users, 150 toggles
npm run demo -- --from flags.json                 flags from a list [{key,name,description,enabled,tags}]
HOIST_URL (default http://127.0.0.1:3000) and HOIST_TOKEN (an administrator's) say where and as whom.`;

async function main() {
  const { values } = parseArgs({
    options: {
      project: { type: "string", default: "default" },
      seed: { type: "string", default: "1" },
      from: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);

  const admin = await administrator();
  if (values.from) {
    process.exitCode = (await importFlags(admin, values.project, values.from)) > 0 ? 1 : 0;
    return;
  }

  const random = seeded(Number(values.seed));
  console.log(`Filling project "${values.project}" of ${server} (seed ${values.seed}).`);
  const creators = await makeCreators(admin, ["demo-product", "demo-growth", "demo-platform"]);
  const users = await makeUsers(admin, random, 400);
  console.log(`${users.length} users.`);
  const flags = await makeFlags(creators, random, values.project);
  console.log(`${flags.length} flags.`);
  const toggles = await makeToggles(creators, random, values.project, flags, users, 150);
  console.log(`${toggles} toggles. Have a look: ${server}/projects/${values.project}/flags`);
}

main().catch((error: unknown) => {
  const cause =
    error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  console.error(`The demo stopped: ${error instanceof Error ? error.message : error}${cause}`);
  if (cause)
    console.error(`Is Hoist running at ${server}? Start it with "npm start", or set HOIST_URL.`);
  process.exitCode = 1;
});
