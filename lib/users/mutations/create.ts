import type { Actor } from "@/lib/auth/actor";
import { type Conflict, commitChange, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import type { AuditEntry } from "@/lib/history/entry";
import { canCreateUser, canGiveEmail } from "@/lib/users/policy";
import { type CreateUser, type roles, userDocuments } from "@/lib/users/schema";

/** Makes somebody known who does not sign in: for toggles and previews. */
export async function createUser(actor: Actor, input: CreateUser): Promise<{ username: string }> {
  if (!canCreateUser(actor))
    throw new Refusal(
      "forbidden",
      "You may not create users. An administrator can give you the role editor.",
    );
  if (input.email && !canGiveEmail(actor)) {
    throw new Refusal(
      "forbidden",
      "Only administrators give e-mail addresses. Ask one of them, or leave it out.",
    );
  }

  return commitChange(
    actor,
    async (tx) => {
      const { username } = input;
      const { entry } = await insertUser(tx, {
        username,
        targetingKey: input.targetingKey ?? username,
        email: input.email ?? null,
        attributes: input.attributes ?? {},
        confirmed: true,
      });
      return { result: { username }, audit: [entry] };
    },
    nameConflicts,
  );
}

export type NewUser = {
  id?: string;
  username: string;
  targetingKey: string;
  email?: string | null;
  attributes?: CreateUser["attributes"];
  passwordHash?: string;
  role?: (typeof roles)[number];
  confirmed: boolean;
};

/** Writes a user and says so in an audit entry, for this room and for a toggle that makes its user. */
export async function insertUser(tx: Tx, { role = "member", ...input }: NewUser) {
  const now = new Date();
  const user = await tx.user.create({
    data: {
      ...input,
      usernameKey: input.username.toLowerCase(),
      createdAt: now,
      updatedAt: now,
      memberships: role === "member" ? undefined : { create: { scope: "*", role } },
    },
    include: { memberships: true },
  });
  const { document, personal } = userDocuments(user);
  const entry: AuditEntry = {
    action: "user.create",
    userId: user.id,
    after: document,
    personal: { after: personal },
  };
  return { user, entry };
}

const taken = (field: string, what: string): Conflict => ({
  model: "User",
  field,
  refusal: new Refusal("conflict", `This ${what} is taken. Choose another one.`, {
    field: field === "usernameKey" ? "username" : field,
  }),
});

/** The constraints that keep names apart. */
export const nameConflicts: Conflict[] = [
  taken("usernameKey", "username"),
  taken("targetingKey", "targeting key"),
  taken("email", "e-mail address"),
];
