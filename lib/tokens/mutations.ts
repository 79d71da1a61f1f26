import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { mintToken } from "@/lib/auth/secret";
import { commitChange } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { ownTokens } from "@/lib/tokens/policy";
import {
  type CreateToken,
  type NewToken,
  tokenDocument,
  tokenPersonal,
  toTokenView,
} from "@/lib/tokens/schema";

const loginDays = 30;

/** Makes a personal token for oneself. The answer is the only place where it is ever told. */
export async function createToken(actor: Actor, input: CreateToken): Promise<NewToken> {
  return insertToken(actor, { ...input, loginEpoch: null });
}

/** The token that a login answers with: it ends after 30 days, and with the epoch of that moment. */
export async function createLoginToken(actor: Actor, epoch: number): Promise<NewToken> {
  const expiresAt = new Date(Date.now() + loginDays * 86_400_000);
  return insertToken(actor, { name: "Sign-in", readOnly: false, expiresAt, loginEpoch: epoch });
}

/** Ends one of one's own tokens for good. Throws `not_found` for every other. */
export async function revokeToken(actor: Actor, id: string): Promise<void> {
  const own = ownTokens(actor);
  const unknown = new Refusal(
    "not_found",
    "You have no token with this id. The list of your tokens has the ids.",
  );
  if (!own || !z.uuid().safeParse(id).success) throw unknown;

  return commitChange(actor, async (tx) => {
    const [row] = await tx.personalToken.updateManyAndReturn({
      where: { ...own, id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (!row) throw unknown;

    const after = tokenDocument.parse({ ...row, login: row.loginEpoch !== null });
    const personal = tokenPersonal.parse(row);
    return {
      result: undefined,
      audit: [
        {
          action: "token.revoke",
          userId: own.userId,
          before: { ...after, revokedAt: null },
          after,
          personal: { before: personal, after: personal },
        },
      ],
    };
  });
}

async function insertToken(
  actor: Actor,
  input: CreateToken & { loginEpoch: number | null },
): Promise<NewToken> {
  const own = ownTokens(actor);
  if (!own) throw new Refusal("forbidden", "Only people have personal tokens. Sign in as one.");
  const { token, prefix, hash } = mintToken("pat");

  return commitChange(actor, async (tx) => {
    const row = await tx.personalToken.create({ data: { ...input, ...own, prefix, hash } });
    return {
      result: { ...toTokenView(row), token },
      audit: [
        {
          action: "token.create",
          userId: own.userId,
          after: tokenDocument.parse({ ...row, login: row.loginEpoch !== null }),
          personal: { after: tokenPersonal.parse(row) },
        },
      ],
    };
  });
}
