import fs from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { serveDatabase } from "../../server/socket-front";

// A child of one test file: the embedded database in memory, from a template, behind the same front as in production.
const [template = "", socketPath = ""] = process.argv.slice(2);
const db = await PGlite.create({ loadDataDir: new Blob([fs.readFileSync(template)]) });
const server = serveDatabase(db, {
  onBroken: (error) => {
    console.error(error);
    process.exit(1);
  },
});
server.listen(socketPath, () => process.send?.("ready"));
process.once("disconnect", () => process.exit());
