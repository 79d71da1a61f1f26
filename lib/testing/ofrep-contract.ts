import Ajv2020 from "ajv/dist/2020";

/*
 * What OFREP 0.3's own OpenAPI document (open-feature/protocol, service/openapi.yaml) asks of answers. Two things in it no
 * server can keep, and are read as they are meant: its kinds of value exclude each other by `oneOf`, though "the code's
 * default" fits every value; and its reasons leave out DEFAULT, which OpenFeature's specification has.
 */
const metadata = {
  type: "object",
  additionalProperties: { type: ["boolean", "string", "number"] },
};
const success = {
  type: "object",
  required: ["key", "reason", "value", "variant", "metadata"],
  properties: {
    key: { type: "string" },
    reason: { enum: ["STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED", "UNKNOWN", "DEFAULT"] },
    value: { type: ["boolean", "string", "number", "object", "array"] },
    variant: { type: "string" },
    metadata,
  },
  // Ours to say: strict clients know no more.
  additionalProperties: false,
};
const failure = {
  type: "object",
  required: ["key", "errorCode", "errorDetails", "metadata"],
  properties: {
    key: { type: "string" },
    errorCode: {
      enum: [
        "PARSE_ERROR",
        "TARGETING_KEY_MISSING",
        "INVALID_CONTEXT",
        "GENERAL",
        "FLAG_NOT_FOUND",
      ],
    },
    errorDetails: { type: "string", minLength: 1 },
    metadata,
  },
  additionalProperties: false,
};
const eventStream = {
  type: "object",
  required: ["type", "endpoint"],
  properties: {
    type: { const: "sse" },
    endpoint: {
      type: "object",
      required: ["requestUri"],
      properties: { requestUri: { type: "string", pattern: "^/" } },
      additionalProperties: false,
    },
    inactivityDelaySec: { type: "integer", minimum: 1 },
  },
  additionalProperties: false,
};
const bulk = {
  type: "object",
  required: ["flags"],
  properties: {
    flags: { type: "array", items: { anyOf: [success, failure] } },
    metadata,
    eventStreams: { type: "array", minItems: 1, items: eventStream },
  },
  additionalProperties: false,
};
const { key: _, ...withoutKey } = failure.properties;
const bulkFailure = {
  ...failure,
  required: ["errorCode", "errorDetails", "metadata"],
  properties: withoutKey,
};

const ajv = new Ajv2020({ allowUnionTypes: true });
const documents = {
  success: ajv.compile(success),
  failure: ajv.compile(failure),
  bulk: ajv.compile(bulk),
  bulkFailure: ajv.compile(bulkFailure),
};

/** What is wrong with an answer, by OFREP's document; empty when nothing is. */
export function faultsOf(kind: keyof typeof documents, answer: unknown): string[] {
  const validate = documents[kind];
  if (validate(answer)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
