import { z } from "zod";
import {
  createFlagSchema,
  flagGlance,
  flagView,
  listFlagsSchema,
  updateFlagSchema,
} from "@/lib/flags/schema";
import { bulkDone, bulkSchema, bulkVerdict } from "@/lib/flags/schema/bulk";
import { evaluateSchema } from "@/lib/flags/schema/context";
import { previewStateSchema, statePreview } from "@/lib/flags/schema/preview";
import { changeStateSchema, stateView } from "@/lib/flags/schema/state";
import { usageQuery, usageView } from "@/lib/flags/schema/usage";
import { listOf, type Operations } from "@/lib/openapi/operation";
import {
  evaluationView,
  listTogglesSchema,
  listUserFlagsQuery,
  putToggleSchema,
  toggleView,
  userFlagGlance,
  userFlagView,
} from "@/lib/toggles/schema";

/** Members get the glance. */
const flag = z.union([flagView, flagGlance]);
const flags = "/projects/{project}/flags";
const one = `${flags}/{key}` as const;
const state = `${one}/environments/{environment}` as const;
const toggle = `${state}/toggles/{targetingKey}` as const;

export const flagOperations: Operations = {
  [`GET ${flags}`]: {
    summary: "List the flags of a project",
    query: listFlagsSchema,
    answers: { 200: listOf(flag).extend({ total: z.number() }) },
  },
  [`POST ${flags}`]: {
    summary: "Create a flag",
    body: createFlagSchema,
    conflicts: "The key is taken, or was once.",
    answers: { 201: flag },
  },
  [`GET ${one}`]: { summary: "Read a flag", answers: { 200: flag } },
  [`PATCH ${one}`]: {
    summary: "Change a flag",
    body: updateFlagSchema,
    ifMatch: true,
    conflicts: "A variant is in use, or a public flag would require a restricted one.",
    answers: { 200: flag },
  },
  [`DELETE ${one}`]: {
    summary: "Delete an archived flag of one's own",
    conflicts: "The flag is not archived, or another requires it.",
    answers: { 204: null },
  },
  [`POST ${one}/archive`]: {
    summary: "Archive a flag",
    conflicts: "Another flag that is in use requires it.",
    answers: { 200: flag },
  },
  [`POST ${one}/restore`]: {
    summary: "Restore an archived flag",
    conflicts: "It requires a flag that is archived.",
    answers: { 200: flag },
  },
  "POST /projects/{project}/bulk": {
    summary: "Change many flags at once: all of them, or none",
    body: bulkSchema,
    conflicts:
      "A flag is archived, required or has changed since, or the environment is protected.",
    answers: { 200: bulkDone },
  },
  "POST /projects/{project}/bulk/preview": {
    summary: "Read what a change of many flags would do to each of them",
    body: bulkSchema,
    answers: { 200: z.object({ data: z.array(bulkVerdict) }) },
  },
  [`GET ${state}`]: {
    summary: "Read a flag's state in an environment",
    answers: { 200: stateView },
  },
  [`PATCH ${state}`]: {
    summary: "Change a flag's state in an environment: switch it, kill it",
    body: changeStateSchema,
    ifMatch: true,
    conflicts: "The flag is archived, or the environment is protected.",
    answers: { 200: stateView },
  },
  [`POST ${state}/preview`]: {
    summary:
      "Count the known users, and the contexts seen, that would get another variant, without changing anything",
    body: previewStateSchema,
    answers: { 200: statePreview },
  },
  [`GET ${state}/usage`]: {
    summary: "Read how often client apps got which variant in an environment, and when last",
    query: usageQuery,
    answers: { 200: usageView },
  },
  [`GET ${state}/toggles`]: {
    summary: "List a flag's toggles in an environment",
    query: listTogglesSchema,
    answers: { 200: listOf(toggleView) },
  },
  [`PUT ${toggle}`]: {
    summary: "Toggle a flag for one user",
    body: putToggleSchema,
    conflicts: "The flag is archived, or the environment is protected.",
    answers: { 200: toggleView, 201: toggleView },
  },
  [`DELETE ${toggle}`]: {
    summary: "Delete a toggle of one's own making",
    conflicts: "The flag is archived, or the environment is protected.",
    answers: { 204: null },
  },
  [`POST ${toggle}/end`]: {
    summary: "End a toggle now",
    conflicts: "The flag is archived, or the environment is protected.",
    answers: { 200: toggleView },
  },
  "GET /projects/{project}/users/{username}/flags": {
    summary: "Read what one user gets of every flag, and why",
    query: listUserFlagsQuery,
    answers: { 200: listOf(z.union([userFlagView, userFlagGlance])) },
  },
  "POST /projects/{project}/environments/{environment}/evaluate": {
    summary: "Evaluate flags for a context, and say what decided",
    body: evaluateSchema,
    answers: { 200: evaluationView },
  },
};
