import { auditView, listAuditQuery } from "@/lib/audit/schema";
import {
  createEnvironmentSchema,
  environmentView,
  updateEnvironmentSchema,
} from "@/lib/environments/schema";
import { createKeySchema, keyUse, keyView, newKey } from "@/lib/keys/schema";
import { listMembersQuery, memberView, putMembershipSchema } from "@/lib/memberships/schema";
import { listOf, type Operations } from "@/lib/openapi/operation";
import {
  createProjectSchema,
  listPageQuery,
  projectView,
  updateProjectSchema,
} from "@/lib/projects/schema";

const project = "/projects/{project}";
const environment = `${project}/environments/{environment}` as const;

export const estateOperations: Operations = {
  "GET /projects": {
    summary: "List projects",
    query: listPageQuery,
    answers: { 200: listOf(projectView) },
  },
  "POST /projects": {
    summary: "Create a project with its first environments",
    body: createProjectSchema,
    conflicts: "The key is taken.",
    answers: { 201: projectView },
  },
  [`GET ${project}`]: { summary: "Read a project", answers: { 200: projectView } },
  [`PATCH ${project}`]: {
    summary: "Rename a project",
    body: updateProjectSchema,
    ifMatch: true,
    answers: { 200: projectView },
  },
  [`GET ${project}/environments`]: {
    summary: "List the environments of a project",
    query: listPageQuery,
    answers: { 200: listOf(environmentView) },
  },
  [`POST ${project}/environments`]: {
    summary: "Create an environment",
    body: createEnvironmentSchema,
    conflicts: "The key is taken.",
    answers: { 201: environmentView },
  },
  [`GET ${environment}`]: { summary: "Read an environment", answers: { 200: environmentView } },
  [`PATCH ${environment}`]: {
    summary: "Rename or protect an environment",
    body: updateEnvironmentSchema,
    ifMatch: true,
    answers: { 200: environmentView },
  },
  [`GET ${environment}/use`]: {
    summary: "Read whether apps ask in an environment",
    answers: { 200: keyUse },
  },
  [`GET ${environment}/keys`]: {
    summary: "List the keys of an environment",
    query: listPageQuery,
    answers: { 200: listOf(keyView) },
  },
  [`POST ${environment}/keys`]: {
    summary: "Create a key; its secrets are told this once",
    body: createKeySchema,
    answers: { 201: newKey },
  },
  [`DELETE ${environment}/keys/{id}`]: { summary: "Revoke a key", answers: { 204: null } },
  [`GET ${project}/members`]: {
    summary: "List who is more than a member in a project",
    query: listMembersQuery,
    answers: { 200: listOf(memberView) },
  },
  [`PUT ${project}/members/{username}`]: {
    summary: "Give somebody a role in a project",
    body: putMembershipSchema,
    answers: { 200: memberView, 201: memberView },
  },
  [`DELETE ${project}/members/{username}`]: {
    summary: "Take somebody's role in a project away",
    answers: { 204: null },
  },
  [`GET ${project}/audit`]: {
    summary: "Read the audit log of a project, newest first",
    query: listAuditQuery,
    answers: { 200: listOf(auditView) },
  },
  "GET /audit": {
    summary: "Read the audit log of the installation, newest first",
    query: listAuditQuery,
    answers: { 200: listOf(auditView) },
  },
};
