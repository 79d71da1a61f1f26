import { createHmac } from "node:crypto";
import { newTrace } from "@/lib/auth/actor";
import { changeState } from "@/lib/flags/mutations/change-state";
import { createFlag as writeFlag } from "@/lib/flags/mutations/create";
import { createFlagSchema } from "@/lib/flags/schema";
import { createKey, revokeKey } from "@/lib/keys/mutations";
import { createKeySchema } from "@/lib/keys/schema";
import { createProject as insertProject } from "@/lib/projects/mutations";
import { unique } from "@/lib/testing/factories";
import { enrol, type Person } from "@/lib/testing/walk";
import { putToggle } from "@/lib/toggles/mutations/put";
import type { PutToggle } from "@/lib/toggles/schema";

/** A project with an administrator and the means to fill it, for tests of what client apps are told. */
export async function createApp() {
  const admin = await enrol("admin", unique("admin"));
  const project = unique("app");
  await insertProject(admin, { key: project, name: undefined });
  const as = (person: Person = admin) => ({ ...person, trace: newTrace() });
  const environment = "production";

  return {
    project,
    as,
    /** A boolean flag unless said. Returns its key. */
    flag: async (key: string, options: object = {}, enabled = true) => {
      await writeFlag(as(), project, createFlagSchema.parse({ key, ...options }));
      if (enabled) await changeState(as(), project, key, environment, { enabled }, null);
      return key;
    },
    state: (key: string, patch: object) =>
      changeState(as(), project, key, environment, patch, null),
    /** The same; returns the sequence from which on it holds. */
    stateBy: async (actor: Person, key: string, patch: object) => {
      await changeState(actor, project, key, environment, patch, null);
      return actor.trace.sequence!;
    },
    toggle: async (key: string, targetingKey: string, input: PutToggle, by: Person = admin) => {
      const actor = as(by);
      await putToggle(actor, project, key, environment, targetingKey, input);
      return actor.trace.sequence!;
    },
    key: async (kind: "client" | "server", options: object = {}, where = environment) => {
      const input = createKeySchema.parse({ name: kind, kind, ...options });
      return createKey(as(), project, where, input);
    },
    revoke: (id: string) => revokeKey(as(), project, environment, id),
  };
}

export type TestApp = Awaited<ReturnType<typeof createApp>>;

/** What the app's own server sends as X-Hoist-Identity. */
export function prove(identitySecret: string | undefined, targetingKey: string): string {
  return createHmac("sha256", identitySecret ?? "")
    .update(targetingKey)
    .digest("hex");
}
