import { expect, it, vi } from "vitest";
import { hashToken } from "@/lib/auth/secret";
import { requireActor } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import { createKeyAction, revokeKeyAction } from "@/lib/keys/actions";
import { again, createActor, createProject } from "@/lib/testing/factories";
import { expectNoTrace } from "@/lib/testing/log";

vi.mock("next/headers", () => ({ cookies: async () => ({ set: () => {} }) }));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

async function signIn(role: "admin" | "editor") {
  const actor = await createActor(role);
  vi.mocked(requireActor).mockImplementation(async () => again(actor));
  const project = await createProject();
  return { project: project.key, environment: "production", name: "web", kind: "client" };
}

it("createKeyAction hands the token back once, with an origin a line and an expiry in days", async () => {
  const fields = await signIn("admin");
  const state = await createKeyAction(
    null,
    form({ ...fields, origins: "https://a.example\r\nhttps://b.example\r\n", days: "30" }),
  );
  if (!state?.ok || !("key" in state)) throw new Error("no key was made");

  const stored = await database().apiKey.findUniqueOrThrow({ where: { id: state.key.id } });
  expect(stored.hash).toBe(hashToken(state.key.token));
  expect(stored.allowedOrigins).toEqual(["https://a.example", "https://b.example"]);
  const days = (Number(stored.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeCloseTo(30, 2);

  const revoked = form({ ...fields, id: state.key.id });
  expect(await revokeKeyAction(null, revoked)).toMatchObject({ ok: true });
  expect(await revokeKeyAction(null, revoked)).toMatchObject({ ok: false });
});

it.each([
  ["name", { name: "" }],
  ["allowedOrigins", { origins: "a.example" }],
  ["allowedOrigins", { kind: "server", origins: "https://a.example" }],
  ["expiresAt", { days: "soon" }],
  ["expiresAt", { days: "0" }],
])("createKeyAction says what is wrong with %s, given %o", async (field, wrong) => {
  const fields = await signIn("admin");
  let state: unknown;
  await expectNoTrace(async () => {
    state = await createKeyAction(null, form({ ...fields, ...wrong }));
  });
  expect(state).toMatchObject({ ok: false, fields: { [field]: [expect.any(String)] } });
});

it("createKeyAction refuses an editor", async () => {
  const fields = await signIn("editor");
  expect(await createKeyAction(null, form(fields))).toEqual({
    ok: false,
    message: "Only administrators see and change keys. Ask one of them.",
  });
});
