// `npm run bench`: benchmarks of what is built; names of benchmarks may follow, and `--install` for what they compare with.
import { spawnSync } from "node:child_process";
import { prepareProduction, root } from "./prepare.mjs";

const given = process.argv.slice(2);
if (given.includes("--install")) installPeers();
await prepareProduction();
const { register } = await import("tsx/esm/api");
register();
const { runBenches } = await import("../bench/main.ts");
await runBenches(given.filter((name) => !name.startsWith("--")));
process.exit();

/** A lock file of their own pins them. Their install scripts are not needed. */
function installPeers() {
  const options = ["ci", "--prefix", "bench/peers", "--ignore-scripts", "--omit=optional"];
  const { status } = spawnSync("npm", options, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
