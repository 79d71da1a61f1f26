// `npm run dev`: the same programs from their sources, with `next dev` as the console.
import { endWithNpm } from "./npm-parent.mjs";
import { prepareSources } from "./prepare.mjs";

await prepareSources();
endWithNpm();
process.env.NODE_ENV = "development";
const { register } = await import("tsx/esm/api");
register();
await import("../server/main.ts");
