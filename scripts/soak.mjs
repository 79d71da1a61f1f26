// `npm run test:soak`: what takes long, such as many kills, many streams and big data.
import { prepareProduction } from "./prepare.mjs";
import { conclude, runVitest } from "./suites.mjs";

await prepareProduction();
conclude(await runVitest(["soak"], "reports/soak.json"));
