import { expect, it, vi } from "vitest";
import { suggestAttributes } from "@/lib/flags/queries/attributes";
import { createActor, createProject, unique } from "@/lib/testing/factories";
import { askAttributes } from "@/lib/traffic/ask";
import { createUser } from "@/lib/users/mutations/create";

vi.mock("@/lib/traffic/ask", () => ({ askAttributes: vi.fn() }));

it("what can be asked for is what users have, then what apps sent to this project, each with its types", async () => {
  const project = await createProject();
  const other = await createProject();
  const [plan, seats] = [unique("plan"), unique("seats")];
  const attributes = { [plan]: "pro" };
  await createUser(await createActor("admin"), { username: unique("known"), attributes });
  vi.mocked(askAttributes).mockResolvedValue([
    { name: seats, types: ["number"] },
    { name: plan, types: ["number", "string"] },
  ]);
  const suggested = await suggestAttributes(await createActor("viewer"), project.key);
  expect(suggested.filter(({ name }) => name === plan || name === seats)).toEqual([
    { name: plan, types: ["number", "string"] },
    { name: seats, types: ["number"] },
  ]);

  const [asked = []] = vi.mocked(askAttributes).mock.lastCall ?? [];
  await suggestAttributes(await createActor("viewer"), other.key);
  const [askedThere = []] = vi.mocked(askAttributes).mock.lastCall ?? [];
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((id) => askedThere.includes(id))).toEqual([]);
});

it("what can be asked for is not for members", async () => {
  const project = await createProject();
  vi.mocked(askAttributes).mockClear();
  const refused = suggestAttributes(await createActor("member"), project.key);
  await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  expect(askAttributes).not.toHaveBeenCalled();
});
