// `npm run check`: everything that can be known in seconds, without a database or a browser.
import { prepareSources } from "./prepare.mjs";
import { runSteps } from "./steps.mjs";

await prepareSources();

const node = (script, ...given) => [process.execPath, script, ...given];
const tool = (name, ...given) => node(`node_modules/${name}`, ...given);
const script = (name) => node("--import", "tsx", `scripts/${name}.ts`);

const begun = performance.now();
// Pages and routes are checked against types that Next.js writes first.
const routeTypes = await runSteps([
  ["types of the routes", ...tool("next/dist/bin/next", "typegen")],
]);
const failed = await runSteps([
  ["types", ...tool("typescript/bin/tsc", "--noEmit")],
  ["unit tests", ...tool("vitest/vitest.mjs", "run", "--project", "unit", "--reporter", "dot")],
  ["format and lint", ...tool("@biomejs/biome/bin/biome", "ci", "--colors=off")],
  ["directions of imports", ...script("dependencies")],
  ["words in their places", ...script("check-words")],
  ["rooms and sizes", ...script("rooms")],
  ["dead code", ...tool("knip/bin/knip.js", "--no-progress")],
  ["lock file", ...node("scripts/lock-file.mjs")],
]);

failed.unshift(...routeTypes);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(failed.length ? `Failed: ${failed.join(", ")}.` : `All is well (${seconds} s).`);
process.exit(failed.length ? 1 : 0);
