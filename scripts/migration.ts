// `npm run migration -- NAME` writes the migration that takes the database to what schema.prisma says.
import fs from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NO_DIFFERENCE, schemaDifference } from "./schema-diff";

const root = fileURLToPath(new URL("..", import.meta.url));

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) {
  refuse("Name the migration in lower case: npm run migration -- add_segments");
}
const sql = await schemaDifference(root);
if (sql === NO_DIFFERENCE) {
  refuse(
    "Nothing differs between prisma/migrations and prisma/schema.prisma; nothing was written.",
  );
}
const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = join("prisma", "migrations", `${timestamp}_${name}`);
fs.mkdirSync(join(root, folder), { recursive: true });
fs.writeFileSync(join(root, folder, "migration.sql"), `${sql}\n`);
console.log(`Wrote ${folder}/migration.sql. Read it: the engine knows no triggers, and no data.`);
