import { z } from "zod";

/** Roles that are given; everybody is a member without one. */
export const givenRole = z.enum(
  ["viewer", "editor", "approver", "admin"],
  "Choose viewer, editor, approver or admin. Everybody is a member anyway.",
);
export type GivenRole = z.output<typeof givenRole>;

export const putMembershipSchema = z.strictObject({ role: givenRole });
export type PutMembership = z.output<typeof putMembershipSchema>;

export const listMembersQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1_000).optional(),
});
export type ListMembers = z.output<typeof listMembersQuery>;

/** Somebody who is more than a member in a project. */
export const memberView = z.object({
  username: z.string(),
  targetingKey: z.string(),
  /** The role given in this project; null when theirs is the one in all projects. */
  role: givenRole.nullable(),
  /** The role in all projects. The higher one counts. */
  everywhere: z.enum(["member", ...givenRole.options]),
  active: z.boolean(),
});
export type MemberView = z.output<typeof memberView>;

/** One user's role in one project, for the page of that user. */
export type ProjectRole = {
  project: { key: string; name: string };
  role: GivenRole | null;
  /** Whether the reader may change it. */
  mayChange: boolean;
};

/** A membership of one project as the audit log holds it. The role in all projects stands in the user's document. */
export const membershipDocument = z.object({
  id: z.string(),
  userId: z.string(),
  projectId: z.string(),
  role: givenRole,
});
