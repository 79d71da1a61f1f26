import { configurationView, putConfigurationSchema } from "@/lib/configurations/schema";
import { listOf, type Operations } from "@/lib/openapi/operation";
import { listPageQuery } from "@/lib/projects/schema";
import { createTokenSchema, newToken, tokenView } from "@/lib/tokens/schema";
import {
  changePasswordSchema,
  createUserSchema,
  listUsersQuery,
  loginSchema,
  signUpSchema,
  updateUserSchema,
  userView,
} from "@/lib/users/schema";

export const peopleOperations: Operations = {
  "POST /auth/sign-up": {
    summary: "Create an account for oneself",
    public: true,
    body: signUpSchema,
    conflicts: "The username or e-mail address is taken.",
    answers: { 201: userView },
  },
  "POST /auth/login": {
    summary: "Log in for a personal token of 30 days",
    public: true,
    body: loginSchema,
    answers: { 200: newToken.pick({ token: true, expiresAt: true }).extend({ user: userView }) },
  },
  "POST /auth/logout": {
    summary: "End the token or session of this request",
    answers: { 204: null },
  },
  "GET /me": { summary: "Read one's own account", answers: { 200: userView } },
  "PUT /me/password": {
    summary: "Change one's own password",
    body: changePasswordSchema,
    conflicts: "The password was changed a moment ago. Sign in with the new one.",
    answers: { 200: userView },
  },
  "POST /me/sign-out-everywhere": {
    summary: "End all of one's own sessions and logins",
    answers: { 204: null },
  },
  "GET /me/tokens": {
    summary: "List one's own tokens",
    query: listPageQuery,
    answers: { 200: listOf(tokenView) },
  },
  "POST /me/tokens": {
    summary: "Create a personal token; it is told this once",
    body: createTokenSchema,
    answers: { 201: newToken },
  },
  "DELETE /me/tokens/{id}": { summary: "Revoke one of one's own tokens", answers: { 204: null } },
  "GET /users": {
    summary: "List or search users",
    query: listUsersQuery,
    answers: { 200: listOf(userView) },
  },
  "POST /users": {
    summary: "Create a user without sign-in",
    body: createUserSchema,
    conflicts: "The username, targeting key or e-mail address is taken.",
    answers: { 201: userView },
  },
  "GET /users/{username}": { summary: "Read a user", answers: { 200: userView } },
  "PATCH /users/{username}": {
    summary: "Change a user",
    body: updateUserSchema,
    conflicts: "The last administrator stays one; names, keys and addresses are taken once.",
    answers: { 200: userView },
  },
  "DELETE /users/{username}": {
    summary: "Erase a user and everything personal",
    conflicts: "The last administrator stays.",
    answers: { 204: null },
  },
  "GET /users/{username}/configurations": {
    summary: "List one's own configuration",
    query: listPageQuery,
    answers: { 200: listOf(configurationView) },
  },
  "PUT /users/{username}/configurations/{key}": {
    summary: "Set a value of one's own configuration",
    body: putConfigurationSchema,
    conflicts: "There are as many values as one person may keep.",
    answers: { 200: configurationView, 201: configurationView },
  },
  "DELETE /users/{username}/configurations/{key}": {
    summary: "Delete a value of one's own configuration",
    answers: { 204: null },
  },
  "GET /stream": {
    summary: "Hear of changes as they happen, as far as one may see them",
    answers: { 200: "events" },
  },
};
