// What can be seen from names and sizes: the closed vocabulary of rooms, and the budgets of docs/architecture.md.
import fs from "node:fs";
import { basename } from "node:path";
import { sourceFiles } from "./source-files.ts";

const nouns =
  /^lib\/(flags|toggles|users|configurations|projects|environments|segments|audit|keys|tokens|memberships)\//;
const machines =
  /^lib\/(auth|database|delivery|evaluation|history|jobs|live|openapi|snapshot|testing|traffic)\//;
const room =
  /^lib\/[a-z]+\/((schema|policy|queries|mutations|actions|first-rows)\.ts|(schema|queries|mutations)\/[a-z-]+\.ts|([a-z-]+\/)?[a-z-]+\.test\.ts)$/;
const empty = /^(index|utils?|helpers?|services?|common|misc|manager)\./;
const budget = 150;

const named = (path: string) => path.split("/").filter((part) => !/^[[(]/.test(part)).length - 1;
const lines = (path: string) => fs.readFileSync(path, "utf8").split("\n").length - 1;

function* oddities(path: string) {
  if (nouns.test(path) && !room.test(path)) yield "is no file of a noun's room";
  if (/^lib\/.+\//.test(path) && !nouns.test(path) && !machines.test(path))
    yield "is in no known room";
  if (empty.test(basename(path))) yield "has a name that says nothing";
  if (path.startsWith("lib/") && path.split("/").length > 5) yield "lies too deep";
  if (/^app\/(?!api\/)/.test(path) && named(path) > 5) yield "lies too deep";
  if (lines(path) > 300) yield `has ${lines(path)} lines, more than 300`;
}

const files = sourceFiles(process.cwd());
const odd = files.flatMap((path) => [...oddities(path)].map((what) => `${path} ${what}`));
const counted = files.filter((path) => !/\.test\.|^(e2e|bench)\//.test(path));
const long = counted.filter((path) => lines(path) > budget);
if (long.length > counted.length / 10)
  odd.push(
    `More than a tenth of the files is longer than ${budget} lines:\n  ${long.join("\n  ")}`,
  );
for (const sentence of odd) console.error(sentence);
console.log(
  `${files.length} files, ${long.length} over ${budget} lines, ${odd.length} out of place`,
);
process.exitCode = odd.length > 0 ? 1 : 0;
