import { expect, it } from "vitest";
import { NO_DIFFERENCE, schemaDifference } from "../../scripts/schema-diff";

it("migrations and schema.prisma agree", { timeout: 60_000 }, async () => {
  expect(await schemaDifference(process.cwd())).toBe(NO_DIFFERENCE);
});
