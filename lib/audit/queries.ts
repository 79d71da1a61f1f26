import { z } from "zod";
import {
  canReadAudit,
  canSeeProofs,
  canSeeValue,
  type Scope,
  visibleAudit,
} from "@/lib/audit/policy";
import type { AuditView, ListAudit } from "@/lib/audit/schema";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { type AuditRow, parseRow } from "@/lib/history/row";
import { peopleOf, tell } from "@/lib/history/told";
import { requireProject } from "@/lib/projects/queries";

/** What the actor may see of the log, newest first. */
export async function listAudit(
  actor: Actor,
  filters: ListAudit,
): Promise<{ data: AuditView[]; nextCursor: string | null }> {
  const project = filters.project ? await requireProject(actor, filters.project) : null;
  if (!canReadAudit(actor, project?.id ?? null)) {
    throw new Refusal(
      "forbidden",
      "Members do not see the audit log. An administrator can give you the role viewer.",
    );
  }

  const limit = filters.limit ?? 50;
  const where = [...visible(actor), ...wanted(filters, project?.id ?? null)];
  const stored = await database().$queryRaw<Parameters<typeof parseRow>[0][]>`
    SELECT a."sequence", a."timestamp", a."canonical", a."hash", a."previousHash", p."document"
    FROM "AuditLog" a LEFT JOIN "AuditPersonal" p ON p."auditId" = a."id"
    WHERE ${Prisma.join(where, " AND ")}
    ORDER BY a."sequence" DESC LIMIT ${limit + 1}`;

  const rows = stored.slice(0, limit).map(parseRow);
  const last = rows.at(-1);
  return {
    data: await toldTo(actor, rows),
    nextCursor: stored.length > limit && last ? cursorOf(last) : null,
  };
}

async function toldTo(actor: Actor, rows: AuditRow[]): Promise<AuditView[]> {
  const people = await database().user.findMany({
    where: { id: { in: [...new Set(rows.flatMap(peopleOf))] } },
    select: { id: true, username: true },
  });
  const usernames = new Map(people.map(({ id, username }) => [id, username]));
  const proofs = canSeeProofs(actor);
  return rows.map((row) => {
    const value = !row.action.startsWith("configuration.") || canSeeValue(actor, row.user);
    return tell(row, usernames, { proofs, value });
  });
}

/** What the actor may see, as `visibleAudit` has it. A deleted flag is as hidden as it was at its end. */
function visible(actor: Actor): Prisma.Sql[] {
  const { readable, editable, administered, allTokens, own } = visibleAudit(actor);
  const administers = within(administered);
  const shown = (visibility: Prisma.Sql, creator: Prisma.Sql) =>
    Prisma.sql`(${visibility} = 'public' OR (${creator} = ${own} AND ${within(editable)}))`;

  return [
    Prisma.sql`(a."projectId" IS NULL OR ${within(readable)})`,
    Prisma.sql`(a."action" NOT LIKE 'key.%' OR ${administers})`,
    Prisma.sql`(a."action" NOT LIKE 'token.%' OR ${allTokens} OR a."userId" = ${own}::uuid)`,
    Prisma.sql`(a."flagId" IS NULL OR ${administers}
      OR EXISTS (
        SELECT 1 FROM "FeatureFlag" f
        WHERE f."id" = a."flagId" AND ${shown(Prisma.sql`f."visibility"::text`, Prisma.sql`f."creatorId"::text`)})
      OR EXISTS (
        SELECT 1 FROM "AuditLog" d
        WHERE d."flagId" = a."flagId" AND d."action" = 'flag.delete' AND ${shown(
          Prisma.sql`d."canonical"::jsonb #>> '{before,visibility}'`,
          Prisma.sql`d."canonical"::jsonb #>> '{before,creatorId}'`,
        )}))`,
  ];
}

function within(scope: Scope): Prisma.Sql {
  return scope === "all" ? Prisma.sql`TRUE` : Prisma.sql`a."projectId" = ANY(${scope}::uuid[])`;
}

function wanted(filters: ListAudit, projectId: string | null): Prisma.Sql[] {
  const { flag, actor, user, action, env, since, until, cursor, accounts } = filters;
  const here = (column: Prisma.Sql) =>
    projectId === null ? Prisma.sql`TRUE` : Prisma.sql`${column} = ${projectId}::uuid`;
  const inProject = here(Prisma.sql`a."projectId"`);

  return [
    accounts ? Prisma.sql`(a."projectId" IS NULL OR ${inProject})` : inProject,
    flag &&
      Prisma.sql`a."flagId" = ANY(ARRAY(
        SELECT "id" FROM "FeatureFlag" WHERE "key" = ${flag} AND ${here(Prisma.sql`"projectId"`)}
        UNION ALL
        SELECT "flagId" FROM "AuditLog" WHERE "action" = 'flag.delete'
          AND "canonical"::jsonb #>> '{flag,key}' = ${flag} AND ${here(Prisma.sql`"projectId"`)}))`,
    env &&
      Prisma.sql`a."environmentId" = ANY(ARRAY(
        SELECT "id" FROM "Environment" WHERE "key" = ${env} AND ${here(Prisma.sql`"projectId"`)}))`,
    actor &&
      Prisma.sql`a."actorId" = ANY(ARRAY(SELECT "id" FROM "User" WHERE "usernameKey" = lower(${actor})))`,
    user &&
      Prisma.sql`a."userId" = ANY(ARRAY(
        SELECT "id" FROM "User" WHERE "usernameKey" = lower(${user}) OR "targetingKey" = ${user}))`,
    action &&
      (action.includes(".")
        ? Prisma.sql`a."action" = ${action}`
        : Prisma.sql`a."action" LIKE ${`${action}.%`}`),
    since && Prisma.sql`a."timestamp" >= ${since}`,
    until && Prisma.sql`a."timestamp" < ${until}`,
    cursor &&
      Prisma.sql`a."sequence" < (SELECT "sequence" FROM "AuditLog" WHERE "id" = ${idOf(cursor)}::uuid)`,
  ].filter((clause) => clause instanceof Prisma.Sql);
}

/** By the row's id, because sequence numbers are for administrators. */
function cursorOf(row: AuditRow): string {
  return Buffer.from(row.id).toString("base64url");
}

function idOf(cursor: string): string {
  const id = z.uuid().safeParse(Buffer.from(cursor, "base64url").toString());
  if (id.success) return id.data;
  throw new Refusal("invalid", "Send the cursor of the page before.", { field: "cursor" });
}
