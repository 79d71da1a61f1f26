import { storedCondition } from "@/lib/flags/schema/condition";
import { anyJson, type JsonSchema, jsonSchemaOf, named } from "@/lib/openapi/json-schema";
import type { Operation, Operations } from "@/lib/openapi/operation";
import { estateOperations } from "@/lib/openapi/operations/estate";
import { flagOperations } from "@/lib/openapi/operations/flags";
import { peopleOperations } from "@/lib/openapi/operations/people";
import { segmentOperations } from "@/lib/openapi/operations/segments";
import { problemSchema, refusals } from "@/lib/openapi/refusals";

type Parameter = { name: string; in: string; required: boolean; schema: JsonSchema };
type Content = { [type: string]: { schema: JsonSchema } };
export type ToldOperation = {
  operationId: string;
  summary: string;
  tags: string[];
  security?: [];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: { [status: string]: { description: string; content?: Content } };
};
export type OpenApi = {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: JsonSchema[];
  tags: { name: string }[];
  paths: { [path: string]: { [method: string]: ToldOperation } };
  components: JsonSchema;
};

/** Every operation, in the groups that it is told in. */
export const groups: Record<string, Operations> = {
  Flags: flagOperations,
  Segments: segmentOperations,
  People: peopleOperations,
  Projects: estateOperations,
};

/** The management API as OpenAPI 3.1, made from the schemas that its routes check and answer with. */
export function openApiDocument(): OpenApi {
  const paths: OpenApi["paths"] = {};
  for (const [tag, operations] of Object.entries(groups)) {
    for (const [door, operation] of Object.entries(operations)) {
      const [method = "", path = ""] = door.split(" ");
      paths[path] = {
        ...paths[path],
        [method.toLowerCase()]: { tags: [tag], ...told(method, path, operation) },
      };
    }
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Hoist management API",
      version: "1",
      description:
        "Lists take limit and cursor. A request acts with its user's rights at that time; members are answered less.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { header: [] }, { session: [] }],
    tags: Object.keys(groups).map((name) => ({ name })),
    paths,
    components: {
      schemas: { Json: anyJson, ...named("Condition", storedCondition), Problem: problemSchema },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A personal token, hst_pat_…" },
        header: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same token." },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
    },
  };
}

function told(method: string, path: string, operation: Operation): Omit<ToldOperation, "tags"> {
  const { summary, body } = operation;
  const words = path
    .split(/[^A-Za-z]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const content = { "application/json": { schema: body ? jsonSchemaOf(body, "input") : {} } };
  return {
    operationId: method.toLowerCase() + words.join(""),
    summary,
    ...(operation.public ? { security: [] } : {}),
    parameters: parameters(method, path, operation),
    ...(body ? { requestBody: { required: true, content } } : {}),
    responses: { ...answers(operation), ...refusals(path, operation) },
  };
}

function parameters(method: string, path: string, { query, ifMatch }: Operation): Parameter[] {
  const text = { type: "string" };
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: text,
  }));
  const { properties = {}, required = [] } = query ? jsonSchemaOf(query, "input") : {};
  const inQuery = Object.entries(properties as Record<string, JsonSchema>).map(
    ([name, schema]) => ({
      name,
      in: "query",
      required: (required as string[]).includes(name),
      schema,
    }),
  );
  const header = (name: string, schema: JsonSchema) => ({
    name,
    in: "header",
    required: false,
    schema,
  });
  const description = "A word for the audit log: percent-encoded UTF-8, at most 1,000 characters.";
  return [
    ...inPath,
    ...inQuery,
    ...(ifMatch ? [header("If-Match", { ...text, description: 'Such as "3".' })] : []),
    ...(method === "GET" ? [] : [header("X-Comment", { ...text, description })]),
  ];
}

function answers({ answers }: Operation): ToldOperation["responses"] {
  const words: Record<string, string> = { 200: "Done.", 201: "Made.", 204: "Done." };
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => {
      const description = words[status] ?? "";
      if (answer === null) return [status, { description }];
      const content: Content =
        answer === "events"
          ? { "text/event-stream": { schema: { type: "string" } } }
          : { "application/json": { schema: jsonSchemaOf(answer, "output") } };
      return [status, { description, content }];
    }),
  );
}
