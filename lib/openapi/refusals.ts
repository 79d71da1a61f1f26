import { statusOf } from "@/lib/errors";
import type { ToldOperation } from "@/lib/openapi/document";
import type { JsonSchema } from "@/lib/openapi/json-schema";
import type { Operation } from "@/lib/openapi/operation";

/** RFC 9457, as `lib/problem.ts` writes it. */
export const problemSchema: JsonSchema = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", enum: Object.keys(statusOf) },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
        required: ["path", "message"],
        additionalProperties: false,
      },
    },
  },
  required: ["type", "title", "status", "detail", "code", "requestId"],
  additionalProperties: false,
};

/** What an operation says no with, by status. */
export function refusals(path: string, operation: Operation): ToldOperation["responses"] {
  const { body, ifMatch, conflicts } = operation;
  const problem = { schema: { $ref: "#/components/schemas/Problem" } };
  const no = (description: string) => ({
    description,
    content: { "application/problem+json": problem },
  });
  return {
    ...(body ? { 400: no("The body is not JSON. Check its quotes, commas and brackets.") } : {}),
    401: no("Nobody is signed in. Send a personal token."),
    403: no("The role does not allow it. An administrator gives roles."),
    ...(path.includes("{")
      ? { 404: no("There is no such thing, or you may not see it. Check the address.") }
      : {}),
    ...(conflicts ? { 409: no(conflicts) } : {}),
    ...(ifMatch
      ? { 412: no("Somebody changed it since you read it. Read it again, then repeat the change.") }
      : {}),
    ...(body ? { 413: no("The body is larger than 1 MiB. Send less at once.") } : {}),
    422: no("What was sent is wrong; the answer names the fields."),
    429: no("Too many requests. Retry-After says when to come back."),
    503: no(
      "The database or the console does not answer: try again. Or what was asked for cannot be read, for it was changed in the database by hand: the detail says what to do.",
    ),
  };
}
