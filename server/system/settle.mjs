// Imported into a Hoist under test: at SIGUSR2 it collects its garbage and writes how much memory is in use.
import fs from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("SIGUSR2", () => {
  collect();
  collect();
  const file = `${process.env.HOIST_DATA_DIR}/memory-${process.pid}`;
  fs.writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
  fs.renameSync(`${file}.new`, file);
});
