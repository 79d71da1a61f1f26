import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { archiveFlag, restoreFlag } from "@/lib/flags/mutations/archive";
import { changeFlags } from "@/lib/flags/mutations/bulk";
import { changeState } from "@/lib/flags/mutations/change-state";
import { deleteFlag } from "@/lib/flags/mutations/delete";
import { updateFlag } from "@/lib/flags/mutations/update";
import { previewBulk } from "@/lib/flags/queries/bulk";
import { updateFlagSchema } from "@/lib/flags/schema";
import { bulkSchema } from "@/lib/flags/schema/bulk";
import { changeStateSchema } from "@/lib/flags/schema/state";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { expectNoTrace } from "@/lib/testing/log";

const colours = ["red", "green", "blue", "grey"];
const only = (...keys: string[]) => ({ variants: keys.map((key) => ({ key, value: key })) });

/** Flags `low`, `middle` and `high` of texts; each requires the one before in production. */
async function place() {
  const project = await createProject();
  const actor = await createActor("admin");
  const make = async (key: string, creator: { id: string } = actor) => {
    const flag = await createFlag(project, { key, creator });
    await database().featureFlag.update({
      where: { id: flag.id },
      data: { type: "string", ...only(...colours) },
    });
    await database().flagState.updateMany({
      where: { flagId: flag.id },
      data: { offVariant: "grey", fallthrough: { variant: "grey" } },
    });
  };
  const on = { key: project.key, as: () => again(actor) };
  const target = (key: string, fields: object, env = "production") =>
    changeState(on.as(), on.key, key, env, changeStateSchema.parse(fields), null);
  const needs = (flag: string, ...variants: string[]) => ({ prerequisites: [{ flag, variants }] });
  const update = (key: string, fields: object, as = actor) =>
    updateFlag(again(as), on.key, key, updateFlagSchema.parse(fields), null);
  const archive = (key: string, as = actor) => archiveFlag(again(as), on.key, key);
  const restore = (key: string) => restoreFlag(on.as(), on.key, key);
  for (const key of ["low", "middle", "high"]) await make(key);
  await target("middle", needs("low", "red"));
  await target("high", needs("middle", "green", "blue"));
  const bulk = (action: string, ...keys: string[]) =>
    bulkSchema.parse({ action, flags: keys.map((key) => ({ key })) });
  return { project, actor, make, target, needs, update, archive, restore, bulk };
}

const usedIn = (flag: string, environment = "production") => ({
  path: `flags.${flag}.environments.${environment}.prerequisites`,
  message: `${flag} requires it in ${environment}.`,
});

describe("a variant", () => {
  test("that a rule or a split serves cannot vanish, from any environment", async () => {
    const { target, update } = await place();
    const when = { attribute: "plan", op: "in", values: ["pro"] };
    const split = (...variants: string[]) => ({
      split: variants.map((variant, index) => ({ variant, weight: index === 0 ? 100_000 : 0 })),
      by: "targetingKey",
    });
    await target("high", {
      rules: [
        { when, serve: { variant: "red" } },
        { name: "Pro", when, serve: split("grey", "green") },
      ],
    });
    await target("high", { fallthrough: split("blue", "red") }, "staging");

    const refused = await expectNoTrace(() => update("high", only("grey")));

    expect(refused).toMatchObject({
      code: "in_use",
      message: expect.stringMatching(/ Serve another variant there first\.$/),
      errors: [
        { path: "variants.red", message: "red is in use in staging (fallthrough)." },
        { path: "variants.blue", message: "blue is in use in staging (fallthrough)." },
        { path: "variants.red", message: "red is in use in production (rule 1)." },
        { path: "variants.green", message: "green is in use in production (rule 2, Pro)." },
      ],
    });
    await target("high", { rules: [], fallthrough: { variant: "grey" } });
    await target("high", { fallthrough: { variant: "grey" } }, "staging");
    await update("high", only("grey"));
  });

  test("that another flag requires cannot vanish, even if that one is archived", async () => {
    const { target, update, archive } = await place();
    const refusal = {
      code: "in_use",
      message: expect.stringMatching(/ Let those flags require another variant first\.$/),
      errors: [{ path: "variants.blue", message: "high requires blue in production." }],
    };
    expect(await expectNoTrace(() => update("middle", only("green", "grey")))).toMatchObject(
      refusal,
    );
    await archive("high");
    expect(await expectNoTrace(() => update("middle", only("green", "grey")))).toMatchObject(
      refusal,
    );
    await update("middle", only("green", "blue", "grey"));
    await target("middle", { prerequisites: [] });
    await update("low", only("grey"));
  });
});

describe("a required flag", () => {
  test("is archived only after those that require it, and restored before them", async () => {
    const { target, needs, archive, restore } = await place();
    await target("high", needs("low", "red"), "staging");

    expect(await expectNoTrace(() => archive("low"))).toMatchObject({
      code: "in_use",
      message: "The flag is in use. high requires it in staging. middle requires it in production.",
      errors: [usedIn("high", "staging"), usedIn("middle")],
    });
    await archive("high");
    await archive("middle");
    await archive("low");
    expect(await expectNoTrace(() => restore("high"))).toMatchObject({
      code: "conflict",
      errors: [
        {
          path: "environments.staging.prerequisites",
          message: "It requires low in staging, which is archived.",
        },
        {
          path: "environments.production.prerequisites",
          message: "It requires middle in production, which is archived.",
        },
      ],
    });
    await restore("low");
    await restore("middle");
    await restore("high");
  });

  test("is not deleted while an archived flag requires it", async () => {
    const { project, actor, archive } = await place();
    const remove = (key: string) => deleteFlag(again(actor), project.key, key);
    for (const key of ["high", "middle", "low"]) await archive(key);

    expect(await expectNoTrace(() => remove("low"))).toMatchObject({
      code: "in_use",
      errors: [usedIn("middle")],
    });
    for (const key of ["high", "middle", "low"]) await remove(key);
  });

  test("names its users to those who see them, and counts the others", async () => {
    const { make, target, needs, update, archive } = await place();
    const creator = await createActor("editor");
    await make("base", creator);
    for (const key of ["seen", "secret-1", "secret-2"]) {
      await make(key);
      await target(key, needs("base", "red"));
      await target(key, needs("base", "red"), "staging");
    }
    await update("secret-1", { visibility: "restricted" });
    const errors = [usedIn("seen", "staging"), usedIn("seen")];

    const one = await expectNoTrace(() => archive("base", creator));
    expect(one).toMatchObject({
      errors: [
        usedIn("secret-2", "staging"),
        usedIn("secret-2"),
        ...errors,
        { path: "flags", message: "1 flag that you do not see requires it." },
      ],
    });
    await update("secret-2", { visibility: "restricted" });
    const two = await expectNoTrace(() => archive("base", creator));
    const hidden = { path: "flags", message: "2 flags that you do not see require it." };
    expect(two).toMatchObject({ errors: [...errors, hidden] });
    expect(String(two)).not.toMatch(/secret/);
    const variant = await expectNoTrace(() => update("base", only("grey"), creator));
    expect(variant).toMatchObject({
      errors: [
        { path: "variants.red", message: "seen requires red in staging." },
        { path: "variants.red", message: "seen requires red in production." },
        { path: "variants.red", message: "2 flags that you do not see require red." },
      ],
    });
  });

  test("becomes restricted after, and public before those that require it", async () => {
    const { update } = await place();
    const hide = { visibility: "restricted" };
    const show = { visibility: "public" };

    expect(await expectNoTrace(() => update("low", hide))).toMatchObject({
      code: "in_use",
      errors: [usedIn("middle")],
    });
    await update("high", hide);
    await update("middle", hide);
    await update("low", hide);
    expect(await expectNoTrace(() => update("middle", show))).toMatchObject({
      code: "conflict",
      errors: [
        {
          path: "environments.production.prerequisites",
          message: "It requires low in production, which is restricted.",
        },
      ],
    });
    await update("low", show);
    await update("middle", show);
  });

  test("and the edit that requires it do not both get through when they race", async () => {
    const { make, target, needs, update, archive } = await place();
    const races = [
      (key: string) => archive(key),
      (key: string) => update(key, { visibility: "restricted" }),
      (key: string) => update(key, only("grey")),
    ];
    for (const [round, vanish] of [...races, ...races].entries()) {
      const key = `raced-${round}`;
      await make(key);
      const outcomes = await Promise.allSettled([vanish(key), target("low", needs(key, "red"))]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });
});

describe("many flags at once", () => {
  test("are archived and restored together when they require each other", async () => {
    const { project, actor, bulk } = await place();
    const all = ["low", "middle", "high"];
    for (const action of ["archive", "restore"]) {
      const done = await changeFlags(again(actor), project.key, bulk(action, ...all));
      expect(done.changed.map(({ key }) => key)).toEqual(all);
    }
  });

  test("stay while one is left that requires them, which is told flag by flag before", async () => {
    const { project, actor, bulk } = await place();
    const two = bulk("archive", "low", "middle");

    const { data } = await previewBulk(actor, project.key, two);
    expect(data).toMatchObject([
      {
        ...{ key: "low", outcome: "refused", code: "in_use", version: 1 },
        message: "The flag is in use. middle requires it in production.",
      },
      { key: "middle", message: "The flag is in use. high requires it in production." },
    ]);
    expect(await expectNoTrace(() => changeFlags(again(actor), project.key, two))).toMatchObject({
      code: "in_use",
      errors: [{ path: "flags.low" }, { path: "flags.middle" }],
    });

    await changeFlags(again(actor), project.key, bulk("archive", "low", "middle", "high"));
    const back = bulk("restore", "middle", "high");
    expect((await previewBulk(actor, project.key, back)).data).toMatchObject([
      {
        ...{ key: "middle", outcome: "refused", code: "conflict" },
        message: "It requires low in production, which is archived. Restore it first.",
      },
      { key: "high", outcome: "refused", code: "conflict" },
    ]);
    expect(await expectNoTrace(() => changeFlags(again(actor), project.key, back))).toMatchObject({
      code: "conflict",
    });
  });

  test("do not take along a flag that the actor may not archive", async () => {
    const { project, make, target, needs, bulk } = await place();
    const creator = await createActor("editor");
    await make("base", creator);
    await target("high", needs("base", "red"));

    const { data } = await previewBulk(creator, project.key, bulk("archive", "base", "high"));
    expect(data).toMatchObject([{ code: "in_use" }, { code: "forbidden" }]);
  });
});
