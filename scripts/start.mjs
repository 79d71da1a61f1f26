// `npm start`: from a fresh clone to a running Hoist. The server runs in this process: what stops or kills this one has
// stopped the server, whose own children end with it.
import { endWithNpm } from "./npm-parent.mjs";
import { prepareProduction } from "./prepare.mjs";

await prepareProduction();
endWithNpm();
process.env.NODE_ENV = "production";
process.setSourceMapsEnabled(true);
await import("../dist/main.js");
