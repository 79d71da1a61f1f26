// What imports cannot show: words that may stand in a few files only.

type Rule = { name: string; words: RegExp; allowed: RegExp };

const tests = "\\.test\\.tsx?$|^lib/testing/|^server/system/|^e2e/|^bench/";
const models =
  "user|membership|configuration|project|environment|flagKey|featureFlag|flagState|toggle|segment|apiKey|personalToken|auditLog|auditPersonal|ledger|flagUsage|flagUsageCount";

export const rules: Rule[] = [
  {
    name: "only commitChange opens a transaction (and the snapshot, to read)",
    words: /\$transaction\(/,
    allowed: new RegExp(`${tests}|^lib/change\\.ts$|^lib/snapshot/`),
  },
  {
    name: "only SQL of the change itself, migrations and last use may write",
    words: /\bBEGIN\b(?! ATOMIC)|"COMMIT"/,
    allowed: new RegExp(
      `${tests}|^lib/(change|database/migrate|jobs/usage)\\.ts$|^lib/snapshot/|^scripts/words\\.ts$`,
    ),
  },
  {
    name: "rows are written through `tx` only",
    words: new RegExp(
      `(?<!\\btx)\\.(${models})\\s*\\.(create|update|upsert|delete)(Many)?(AndReturn)?\\(|(?<!\\btx)\\.\\$executeRaw`,
    ),
    allowed: new RegExp(`${tests}|^lib/jobs/usage\\.ts$`),
  },
  {
    name: "only the ledger's own statement inserts into the log",
    words: /append_audit\(|INSERT INTO "Audit/,
    allowed: new RegExp(`${tests}|^lib/(change|together)\\.ts$`),
  },
  {
    name: "only lib/auth mints actors",
    words: /\bmintActor\b|\bas (unknown as )?Actor\b/,
    allowed: new RegExp(`${tests}|^lib/auth/`),
  },
  {
    name: "one client of the database",
    words: /new PrismaClient\(/,
    allowed: new RegExp(`${tests}|^lib/database/client\\.ts$`),
  },
  {
    name: "no switched-off types or tests",
    words:
      /@ts-(ignore|expect-error|nocheck)|\bbiome-ignore\b|\b(test|it|describe)\.(skip|only|todo)\(/,
    allowed: /^scripts\/words\.ts$/,
  },
];

/** Breaches in one file, each with its line. */
export function* breaches(path: string, text: string) {
  for (const { name, words, allowed } of rules) {
    if (allowed.test(path)) continue;
    const at = words.exec(text)?.index;
    if (at !== undefined) yield `${path}:${text.slice(0, at).split("\n").length} ${name}`;
  }
}
