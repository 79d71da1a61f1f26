import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { mintToken } from "@/lib/auth/secret";
import { commitChange } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { requireManagedEnvironment, toKeyView } from "@/lib/keys/queries";
import { type CreateKey, keyDocument, type NewKey } from "@/lib/keys/schema";

/** Makes a key. The answer is the only place where its token and identity secret are ever told. */
export async function createKey(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
  input: CreateKey,
): Promise<NewKey> {
  const environment = await requireManagedEnvironment(actor, projectKey, environmentKey);
  const { id: creatorId, username } = actor;
  if (creatorId === null)
    throw new Refusal(
      "forbidden",
      "Only a person creates keys. Sign in, or send a personal token.",
    );

  const { token, prefix, hash } = mintToken(input.kind === "client" ? "cli" : "srv");
  const identitySecret = secret();
  const streamSecret = secret();

  return commitChange(actor, async (tx) => {
    const key = await tx.apiKey.create({
      data: {
        ...input,
        environmentId: environment.id,
        creatorId,
        prefix,
        hash,
        identitySecret,
        streamSecret,
      },
    });
    const told = { ...toKeyView(key, username), token };
    return {
      result: key.kind === "client" ? { ...told, identitySecret } : told,
      audit: [
        {
          action: "key.create",
          project: environment.project,
          environment: { id: environment.id, key: environment.key },
          after: keyDocument.parse(key),
        },
      ],
    };
  });
}

/** Ends a key for good. A revoked key is gone for every reader, so revoking it again is `not_found`. */
export async function revokeKey(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
  id: string,
): Promise<void> {
  const environment = await requireManagedEnvironment(actor, projectKey, environmentKey);
  const unknown = new Refusal(
    "not_found",
    "There is no key with this id. The list of keys has the ids.",
  );
  if (!z.uuid().safeParse(id).success) throw unknown;

  return commitChange(actor, async (tx) => {
    const alive = { id, environmentId: environment.id, revokedAt: null };
    // The condition is checked by the statement that writes: of two who revoke at once, one does it.
    const [key] = await tx.apiKey.updateManyAndReturn({
      where: alive,
      data: { revokedAt: new Date() },
    });
    if (!key) throw unknown;

    const after = keyDocument.parse(key);
    return {
      result: undefined,
      audit: [
        {
          action: "key.revoke",
          project: environment.project,
          environment: { id: environment.id, key: environment.key },
          before: { ...after, revokedAt: null },
          after,
        },
      ],
    };
  });
}

function secret(): string {
  return randomBytes(32).toString("hex");
}
