import { describe, expect, it } from "vitest";
import table from "./cases.json";
import { compile } from "./compile";
import { evaluate, isFailed } from "./evaluate";
import type { FlagDocument, Json, StateDocument, Subject } from "./state";

type Case = {
  name: string;
  flag: string;
  toggle?: { variant: string; expiresAt?: string };
  now?: string;
  expect: { [member: string]: Json };
};
type Flag = { archived?: boolean; variants: FlagDocument["variants"]; state: object };

const flags = new Map(
  Object.entries(table.flags as Record<string, Flag>).map(([key, flag]) => {
    const document = { key, salt: key, clientSide: true, archived: flag.archived ?? false };
    const state = { prerequisites: [], rules: [], ...flag.state } as unknown as StateDocument;
    return [key, compile({ ...document, variants: flag.variants }, state)];
  }),
);

function subjectOf({ flag, toggle }: Case): Subject {
  const expiresAt = toggle?.expiresAt ? Date.parse(toggle.expiresAt) : null;
  const toggles = new Map(toggle ? [[flag, { variant: toggle.variant, expiresAt }]] : []);
  return { targetingKey: "u-17", attributes: {}, toggles };
}

describe("the table of cases says that", () => {
  it.each((table.cases as unknown as Case[]).map((one) => [one.name, one] as const))(
    "%s",
    (_name, one) => {
      const now = Date.parse(one.now ?? "2026-01-01T00:00:00.000Z");
      const found = evaluate({ flags, segments: new Map() }, one.flag, subjectOf(one), now);
      const seen: Record<string, unknown> = { ...found };
      if (!isFailed(found)) {
        seen.decidedBy = found.decidedBy.kind;
        seen.until = found.until === null ? null : new Date(found.until).toISOString();
      }
      expect(seen).toMatchObject(one.expect);
      if (!("value" in one.expect)) expect(seen).not.toHaveProperty("value");
    },
  );
});
