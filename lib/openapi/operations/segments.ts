import { listOf, type Operations } from "@/lib/openapi/operation";
import { listPageQuery } from "@/lib/projects/schema";
import { createSegmentSchema, putSegmentSchema, segmentView } from "@/lib/segments/schema";

const segments = "/projects/{project}/segments";
const one = `${segments}/{key}` as const;

export const segmentOperations: Operations = {
  [`GET ${segments}`]: {
    summary: "List the segments of a project",
    query: listPageQuery,
    answers: { 200: listOf(segmentView) },
  },
  [`POST ${segments}`]: {
    summary: "Create a segment",
    body: createSegmentSchema,
    conflicts: "The key is taken.",
    answers: { 201: segmentView },
  },
  [`GET ${one}`]: { summary: "Read a segment and what uses it", answers: { 200: segmentView } },
  [`PUT ${one}`]: {
    summary: "Replace a segment",
    body: putSegmentSchema,
    ifMatch: true,
    conflicts: "A flag in a protected environment targets by it.",
    answers: { 200: segmentView },
  },
  [`DELETE ${one}`]: {
    summary: "Delete a segment that nothing uses",
    ifMatch: true,
    conflicts: "The segment is in use.",
    answers: { 204: null },
  },
};
