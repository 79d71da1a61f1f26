import { expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { evaluateSchema } from "@/lib/flags/schema/context";
import { createActor, createFlag, createProject } from "@/lib/testing/factories";
import { evaluateFlags } from "@/lib/toggles/queries/explain";

test("does not name a needed flag that the asker may not see", async () => {
  const project = await createProject();
  const flag = await createFlag(project, { enabled: true });
  const hidden = await createFlag(project, { enabled: true, visibility: "restricted" });
  const state = { environment: { key: "staging" } };
  await database().flagState.updateMany({
    where: { ...state, flagId: hidden.id },
    data: {
      rules: [
        {
          ...{ id: "r1", name: "Payroll", startsAt: null, endsAt: null },
          when: { attribute: "salary", op: "gt", values: [1] },
          serve: { variant: "on" },
        },
      ],
    },
  });
  await database().flagState.updateMany({
    where: { ...state, flagId: flag.id },
    data: { prerequisites: [{ flag: hidden.key, variants: ["off"] }] },
  });
  const wanted = evaluateSchema.parse({ keys: [flag.key] });
  const ask = async (role: "viewer" | "admin") =>
    (await evaluateFlags(await createActor(role), project.key, "staging", wanted)).flags[flag.key];

  const seen = await ask("viewer");
  expect(seen).toMatchObject({
    ...{ reason: "PREREQUISITE_FAILED", unknownAttributes: [] },
    steps: [{ step: "killed" }, { step: "prerequisite", flag: null, outcome: false }],
  });
  expect(seen?.decidedBy).toEqual({ kind: "prerequisite", bucket: null });
  for (const word of [hidden.key, "Payroll", "salary"])
    expect(JSON.stringify(seen)).not.toContain(word);
  expect(await ask("admin")).toMatchObject({
    ...{ decidedBy: { flag: hidden.key }, unknownAttributes: ["salary"] },
    steps: [{ step: "killed" }, { step: "prerequisite", flag: hidden.key }],
  });
});
