import { prepareProduction } from "./prepare.mjs";

await prepareProduction();
console.log("Everything is built. `npm start` runs it.");
