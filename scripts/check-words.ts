import fs from "node:fs";
import { sourceFiles } from "./source-files.ts";
import { breaches } from "./words.ts";

const files = sourceFiles(process.cwd()).filter((path) => path !== "scripts/words.ts");
const broken = files.flatMap((path) => [...breaches(path, fs.readFileSync(path, "utf8"))]);
for (const sentence of broken) console.error(sentence);
console.log(`${files.length} files, ${broken.length} breaches`);
process.exitCode = broken.length > 0 ? 1 : 0;
