import { expect, test, vi } from "vitest";
import { database } from "@/lib/database/client";
import { changeState } from "@/lib/flags/mutations/change-state";
import { previewState } from "@/lib/flags/queries/preview";
import { createSegment } from "@/lib/segments/mutations/create";
import { createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { auditRows } from "@/lib/testing/log";
import { putToggle } from "@/lib/toggles/mutations/put";
import { askEffect } from "@/lib/traffic/ask";
import { createUser } from "@/lib/users/mutations/create";

vi.mock("@/lib/traffic/ask", () => ({ askEffect: vi.fn().mockResolvedValue(null) }));

test("a preview tells of contexts that apps sent to those alone who may make the change", async () => {
  const project = await createProject();
  const flag = await createFlag(project, { enabled: true });
  const place = [project.key, flag.key, "production"] as const;
  const seen = { contexts: 3, isPart: false, minutes: 5, changed: [2], without: [] };
  vi.mocked(askEffect).mockResolvedValueOnce(seen);
  const viewer = await createActor("viewer");
  expect(await previewState(viewer, ...place, { offVariant: "on" })).toMatchObject({
    traffic: null,
  });
  expect(askEffect).not.toHaveBeenCalled();
  const editor = await createActor("editor");
  expect(await previewState(editor, ...place, { offVariant: "on" })).toMatchObject({
    traffic: { contexts: 3, changed: [2] },
  });
});

test("a preview counts the known users who would get another variant, and changes nothing", async () => {
  const admin = await createActor("admin");
  const project = await createProject();
  const flag = await createFlag(project, { enabled: true });
  const place = [project.key, flag.key, "production"] as const;
  const names = ["c", "a", "b"].map((letter) => unique(`${letter}-known`));
  for (const username of names) await createUser(admin, { username });
  const [toggled = ""] = names;
  await putToggle(admin, ...place, toggled, { variant: "on" });
  const users = await database().user.count();
  const rows = (await auditRows()).length;

  const viewer = await createActor("viewer");
  const preview = await previewState(viewer, ...place, { fallthrough: { variant: "off" } });
  expect(preview).toMatchObject({ users: users + 1, evaluated: users + 1, asIfOn: false });
  // Nobody here knows what apps sent, and it says so.
  expect(preview.traffic).toBeNull();
  // Everybody but the one whose toggle decides.
  expect(preview.moments).toEqual([{ at: null, changed: users }]);
  const first = preview.first.map(({ username }) => username);
  expect(first).toEqual(first.toSorted((a, b) => a.localeCompare(b)));
  expect(first).not.toContain(toggled);
  for (const { before, after } of preview.first) expect([before, after]).toEqual(["on", "off"]);
  expect(await auditRows()).toHaveLength(rows);

  const same = await previewState(viewer, ...place, { fallthrough: { variant: "on" } });
  expect(same).toMatchObject({ moments: [{ at: null, changed: 0 }], first: [] });
});

test("a preview of a flag that is off counts as if it were on", async () => {
  const editor = await createActor("editor");
  const project = await createProject();
  const flag = await createFlag(project);
  const place = [project.key, flag.key, "production"] as const;
  const preview = await previewState(editor, ...place, { fallthrough: { variant: "off" } });
  expect(preview).toMatchObject({ asIfOn: true });
  expect(preview.moments[0]?.changed).toBe(preview.evaluated);

  await changeState(editor, ...place, { enabled: true, killed: true }, null);
  expect(await previewState(editor, ...place, {})).toMatchObject({
    asIfOn: true,
    moments: [{ changed: 0 }],
  });
});

test("a preview looks ahead, through segments and prerequisites, and says what it does not know", async () => {
  const editor = await createActor("editor");
  const project = await createProject();
  const [flag, needed] = [
    await createFlag(project, { enabled: true }),
    await createFlag(project, { enabled: true }),
  ];
  const place = [project.key, flag.key, "production"] as const;
  const [city, plan] = [unique("city"), unique("plan")];
  const conditions = { attribute: city, op: "in" as const, values: ["Rome"] };
  await createSegment(editor, project.key, {
    key: "rome",
    conditions,
    included: [],
    excluded: [],
  });
  const username = unique("roman");
  await createUser(editor, { username, attributes: { [city]: "Rome", [plan]: { name: "pro" } } });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const rule = {
    name: "",
    startsAt: tomorrow,
    endsAt: null,
    when: {
      all: [{ segment: "rome" }, { attribute: `${plan}.name`, op: "in", values: ["pro"] }],
    },
    serve: { variant: "off" },
  };

  const preview = await previewState(editor, ...place, { rules: [rule] });
  expect(preview.moments).toEqual([
    { at: null, changed: 0 },
    { at: tomorrow, changed: 1 },
  ]);
  expect(preview.first).toEqual([{ username, before: "on", after: "off" }]);
  expect(preview.unknown).toEqual([
    { attribute: city, users: preview.evaluated - 1, contexts: 0 },
    { attribute: `${plan}.name`, users: preview.evaluated - 1, contexts: 0 },
  ]);

  const prerequisites = [{ flag: needed.key, variants: ["off"] }];
  const needing = await previewState(editor, ...place, { prerequisites });
  expect(needing.moments[0]?.changed).toBe(needing.evaluated);
});

test("a preview is not for members", async () => {
  const project = await createProject();
  const flag = await createFlag(project);
  const asked = previewState(await createActor("member"), project.key, flag.key, "production", {});
  await expect(asked).rejects.toMatchObject({ code: "forbidden" });
});
