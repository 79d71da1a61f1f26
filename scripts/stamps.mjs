// A step of the start is skipped when nothing it depends on has changed since it last succeeded. By content, not by
// time: `touch` and a fresh checkout do not rebuild, an edit does.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";

/** sha256 over the names and contents of files and folders, and over what else the step depends on. */
export function contentHash(root, paths, ...others) {
  const hash = createHash("sha256").update(JSON.stringify([process.version, ...others]));
  for (const path of paths) {
    for (const file of filesBelow(root, path)) {
      hash.update(`\0${file}\0`).update(fs.readFileSync(join(root, file)));
    }
  }
  return hash.digest("hex");
}

function filesBelow(root, path) {
  const stat = fs.statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return fs
    .readdirSync(join(root, path))
    .filter(
      (name) =>
        name !== "node_modules" && name !== "generated" && !/\.(test|soak)\.tsx?$/.test(name),
    )
    .sort()
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}

/** Runs a step unless its stamp says that it succeeded with these contents and what it makes is still there. */
export async function unlessStamped(root, name, hash, products, run) {
  const stamp = join(root, ".stamps", name);
  const missing = () => products.filter((product) => !fs.existsSync(join(root, product)));
  if (missing().length === 0 && fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash)
    return;
  // Interrupted, a step leaves half of its work: the stamp must not speak for that.
  fs.rmSync(stamp, { force: true });
  await run();
  if (missing().length > 0)
    throw new Error(`The step "${name}" has not made ${missing().join(", ")}.`);
  fs.mkdirSync(join(root, ".stamps"), { recursive: true });
  fs.writeFileSync(stamp, hash);
}
