import { redirect } from "next/navigation";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { formAction } from "@/lib/action";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { systemActor } from "@/lib/auth/system";
import { Refusal } from "@/lib/errors";

const set = vi.hoisted(() => vi.fn());
vi.mock("next/headers", () => ({ cookies: async () => ({ set }) }));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

let actor: Actor;
beforeEach(() => {
  set.mockReset();
  actor = systemActor();
  vi.mocked(requireActor).mockResolvedValue(actor);
});

const schema = z.object({ key: z.string().regex(/^[a-z]+$/, "Use small letters.") });

function submit(
  run: Parameters<typeof formAction<typeof schema>>[1],
  fields: Record<string, string> = { key: "good" },
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return formAction(schema, run)(null, form);
}

describe("a form action", () => {
  test("hands the signed-in actor and the checked fields on, and passes the message back", async () => {
    const run = vi.fn().mockResolvedValue("Saved.");
    expect(await submit(run, { key: "good", $ACTION_ID_1: "x" })).toEqual({
      ok: true,
      message: "Saved.",
    });
    expect(run).toHaveBeenCalledWith(actor, { key: "good" });
  });

  test("answers a wrong field at that field, and runs nothing", async () => {
    const run = vi.fn();
    expect(await submit(run, { key: "BAD" })).toEqual({
      ok: false,
      fields: { key: ["Use small letters."] },
    });
    expect(run).not.toHaveBeenCalled();
  });

  test("answers what is wrong within a field's document at its place, too", async () => {
    const list = z.object({
      rules: z.preprocess(
        (text) => JSON.parse(String(text)),
        z.array(z.object({ id: z.string("A text.") })),
      ),
    });
    const form = new FormData();
    form.set("rules", '[{"id":"a"},{"id":1}]');
    expect(await formAction(list, vi.fn())(null, form)).toEqual({
      ok: false,
      fields: { rules: ["A text."], "rules.1.id": ["A text."] },
    });
    const errors = [
      { path: "rules.0.serve.variant", message: "No such variant." },
      { path: "offVariant", message: "No such variant." },
    ];
    const refuse = async () => {
      throw new Refusal("invalid", "Twice wrong.", { errors });
    };
    expect(await submit(refuse)).toEqual({
      ok: false,
      fields: { "rules.0.serve.variant": ["No such variant."], offVariant: ["No such variant."] },
    });
  });

  test("takes a comment for the audit row from any form", async () => {
    const run = vi.fn().mockResolvedValue("Saved.");
    await submit(run, { key: "good", comment: "Undo" });
    expect(run).toHaveBeenCalledWith(actor, { key: "good" });
    expect(actor.trace.comment).toBe("Undo");
  });

  test("offers to take back what was changed, and nothing when nothing was", async () => {
    const undo = { form: "switch", fields: { enabled: "false" } };
    const done = { message: "It is on.", undo };
    expect(await submit(async () => done)).toEqual({ ok: true, message: "It is on." });
    actor.trace.sequence = 7n;
    expect(await submit(async () => done)).toEqual({ ok: true, ...done });
  });

  test("refuses text that cannot be stored", async () => {
    expect(await submit(vi.fn(), { key: "a\0" })).toMatchObject({ ok: false });
  });

  test("turns a refusal into a message, or into the field it names", async () => {
    const refuse = (field?: string) => async () => {
      throw new Refusal("conflict", "This key is taken. Choose another one.", { field });
    };
    expect(await submit(refuse())).toEqual({
      ok: false,
      message: "This key is taken. Choose another one.",
    });
    expect(await submit(refuse("key"))).toEqual({
      ok: false,
      fields: { key: ["This key is taken. Choose another one."] },
    });
  });

  test("says so while the database does not answer", async () => {
    const down = async () => Promise.reject(new Error("connect ECONNREFUSED"));
    expect(await submit(down)).toEqual({
      ok: false,
      message: "The database does not answer. Try again.",
    });
  });

  test("lets a redirect and an unknown error pass", async () => {
    const digest = expect.stringContaining(";/;");
    await expect(submit(async () => redirect("/"))).rejects.toMatchObject({ digest });
    const unknown = new Error("secret");
    await expect(submit(async () => Promise.reject(unknown))).rejects.toBe(unknown);
  });

  test("leaves the sequence of what it wrote for the hoist process, also when it redirects", async () => {
    await submit(async () => undefined);
    expect(set).not.toHaveBeenCalled();
    const write = submit(async ({ trace }) => {
      trace.sequence = 7n;
      redirect("/");
    });
    await expect(write).rejects.toThrow();
    expect(set).toHaveBeenCalledWith("hoist-sequence", "7", expect.objectContaining({ path: "/" }));
  });
});
