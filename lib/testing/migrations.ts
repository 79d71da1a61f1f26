import fs from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../prisma/migrations");

/** The text of every migration, in the order they apply. */
export function migrations(): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => fs.readFileSync(join(folder, name, "migration.sql"), "utf8"));
}
