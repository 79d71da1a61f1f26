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
    ...(body ? { 400: no("The body is not JSON.") } : {}),
    401: no("Nobody proved who this is."),
    403: no("One may not do this."),
    ...(path.includes("{") ? { 404: no("There is no such thing, or one may not see it.") } : {}),
    ...(conflicts ? { 409: no(conflicts) } : {}),
    ...(ifMatch ? { 412: no("Somebody was faster: the version is another.") } : {}),
    ...(body ? { 413: no("The body is larger than 1 MiB.") } : {}),
    422: no("What was sent is wrong; the answer names the fields."),
    429: no("Too many requests. Retry-After says when to come back."),
    503: no("The database or the console does not answer. Try again."),
  };
}
