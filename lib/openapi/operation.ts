import { z } from "zod";

/** One method of one route of the management API, as it is told to others. */
export type Operation = {
  summary: string;
  /** Needs nobody: every other operation wants a session or a personal token. */
  public?: boolean;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Takes `If-Match`, so it may answer 412. */
  ifMatch?: boolean;
  /** What stands in the way now and then: 409. */
  conflicts?: string;
  /** What it answers when it goes well, by status; null is no body, "events" a stream. */
  answers: Partial<Record<200 | 201 | 204, z.ZodType | null | "events">>;
};

/** By method and address below `/api/v1`. */
export type Operations = Record<string, Operation>;

/** A page of a list. */
export function listOf(row: z.ZodType) {
  return z.object({ data: z.array(row), nextCursor: z.string().nullable() });
}
