import fs from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise, type IConfiguration, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { sourceFiles, sourceFolders } from "./source-files.ts";

/**
 * Breaches of the dependency rules, one sentence each. A file that the cruiser did not look at is a breach too: with a
 * TypeScript it does not know it sees nothing, and finds nothing wrong.
 */
async function brokenDependencies(root: string): Promise<string[]> {
  const { options, forbidden }: IConfiguration = createRequire(import.meta.url)(
    join(root, ".dependency-cruiser.cjs"),
  );
  const { output } = await cruise(
    sourceFolders.filter((folder) => fs.existsSync(join(root, folder))),
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden } },
    undefined,
    { tsConfig: extractTSConfig(join(root, "tsconfig.json")) },
  );
  const { modules, summary } = output as ICruiseResult;
  const seen = new Set(modules.map(({ source }) => source));
  return [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...sourceFiles(root)
      .filter((file) => !seen.has(file))
      .map((file) => `not looked at: ${file}`),
  ];
}

const root = process.cwd();
const broken = await brokenDependencies(root);
for (const sentence of broken) console.error(sentence);
console.log(`${sourceFiles(root).length} files, ${broken.length} broken rules`);
process.exitCode = broken.length > 0 ? 1 : 0;
