import { expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { changeState } from "@/lib/flags/mutations/change-state";
import { createFlag as writeFlag } from "@/lib/flags/mutations/create";
import { createFlagSchema } from "@/lib/flags/schema";
import { again, createActor, createProject, unique } from "@/lib/testing/factories";
import { deleteToggle } from "@/lib/toggles/mutations/delete";
import { putToggle } from "@/lib/toggles/mutations/put";
import { myFeatures } from "@/lib/toggles/queries/explain";

const editor = await createActor("editor");
const project = await createProject();

async function flag(options: object = {}) {
  const key = unique("flag");
  await writeFlag(again(editor), project.key, createFlagSchema.parse({ key, ...options }));
  return key;
}

const mine = async (actor: Parameters<typeof myFeatures>[0]) =>
  new Map(
    (await myFeatures(actor, project.key, "production")).map((feature) => [feature.key, feature]),
  );

test("a member's features are the public ones, each with one's own value and no more than that", async () => {
  const member = await createActor("member");
  const open = await flag({ name: "Search", description: "A better one" });
  const hidden = await flag({ visibility: "restricted" });
  await changeState(again(editor), project.key, open, "production", { enabled: true }, null);
  const features = await mine(member);
  expect(features.get(open)).toEqual({
    key: open,
    name: "Search",
    description: "A better one",
    type: "boolean",
    selfService: false,
    value: true,
    variant: "on",
    reason: "STATIC",
    toggle: null,
    choices: [],
  });
  expect(features.has(hidden)).toBe(false);
  expect((await mine(editor)).has(hidden)).toBe(false);
});

test("a feature that offers itself is taken and given back by oneself", async () => {
  const member = await createActor("member");
  const key = await flag({ selfService: true });
  const place = [project.key, key, "production", member.targetingKey] as const;
  expect((await mine(member)).get(key)).toMatchObject({
    value: false,
    choices: [
      { key: "on", value: true },
      { key: "off", value: false },
    ],
  });
  await putToggle(again(member), ...place, { variant: "on" });
  expect((await mine(member)).get(key)).toMatchObject({
    value: true,
    toggle: { creator: { username: member.username }, pending: false },
  });
  await deleteToggle(again(member), ...place);
  expect((await mine(member)).get(key)).toMatchObject({ value: false, toggle: null });
});

test("what an unconfirmed person chose is shown as waiting, and not as what they get", async () => {
  const member = await createActor("member");
  await database().user.update({ where: { id: member.id }, data: { confirmed: false } });
  const key = await flag({ selfService: true });
  await putToggle(again(member), project.key, key, "production", member.targetingKey, {
    variant: "on",
  });
  expect((await mine(member)).get(key)).toMatchObject({
    value: false,
    toggle: { variant: "on", pending: true },
  });
});

test("an environment that does not exist is not found", async () => {
  await expect(myFeatures(editor, project.key, "moon")).rejects.toMatchObject({
    code: "not_found",
  });
});
