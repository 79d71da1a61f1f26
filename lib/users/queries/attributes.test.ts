import { expect, test } from "vitest";
import type { Json } from "@/lib/evaluation/state";
import { createActor, unique } from "@/lib/testing/factories";
import { createUser } from "@/lib/users/mutations/create";
import { listAttributes } from "@/lib/users/queries/attributes";

test("attributes are known by name and type, most frequent first, nested ones by their path", async () => {
  const admin = await createActor("admin");
  const values: Record<string, Json>[] = [
    { plan: "pro", age: 30, beta: true, tags: ["a"], address: { country: "DE", zip: null } },
    { plan: "team", age: "thirty" },
    { plan: "free", "app.version": "2.4.0" },
  ];
  for (const attributes of values)
    await createUser(admin, { username: unique("known"), attributes });

  const known = await listAttributes(await createActor("viewer"));
  expect(known).toEqual([
    { name: "plan", types: ["string"] },
    { name: "age", types: ["number", "string"] },
    { name: "address.country", types: ["string"] },
    // As a condition writes a dot that belongs to a name.
    { name: "app\\.version", types: ["string"] },
    { name: "beta", types: ["boolean"] },
    { name: "tags", types: ["array"] },
  ]);
  for (const secret of ["pro", "DE", "thirty"]) expect(JSON.stringify(known)).not.toContain(secret);
});

test("attributes of people are not for members", async () => {
  await expect(listAttributes(await createActor("member"))).rejects.toMatchObject({
    code: "forbidden",
  });
});
