import type { Document, Json } from "@/lib/history/entry";
import { differs, listed, quoted } from "@/lib/history/phrases";
import type { Worded, Wording } from "@/lib/history/words";

export const personWords: Wording = {
  "user.create": (row) => (isOwn(row) ? "signed up" : `created the user ${someone(row)}`),
  "user.update": userChanges,
  "user.password": (row) =>
    isOwn(row) ? "changed their password" : `set a new password for ${someone(row)}`,
  "user.erase": () => "erased a person, with all that was known of them",
  "membership.put": (row) => {
    const { project, before, after } = row;
    const was = before ? `, no longer ${before.role}` : "";
    return `made ${someone(row)} ${article(after?.role)} ${after?.role} in ${project}${was}`;
  },
  "membership.delete": (row) =>
    `took the role ${row.before?.role} in ${row.project} from ${someone(row)}`,
  "configuration.put": (row) => {
    const { before, after } = row;
    const value = after?.value === undefined ? "" : ` to ${JSON.stringify(after.value)}`;
    return `${before ? "changed" : "set"} ${whose(row)} configuration${named(after?.key)}${value}`;
  },
  "configuration.delete": (row) => `removed ${whose(row)} configuration${named(row.before?.key)}`,
  "token.create": (row) => {
    if (row.after?.login) return "signed in through the API";
    const kind = row.after?.readOnly ? "a read-only personal token" : "a personal token";
    return `created ${kind}${named(row.after?.name)}`;
  },
  "token.revoke": (row) => {
    if (row.before?.login)
      return isOwn(row) ? "signed out of the API" : `ended a sign-in of ${someone(row)}`;
    return `revoked ${whose(row)} personal token${named(row.before?.name)}`;
  },
};

function userChanges(row: Worded): string {
  const { before, after } = row;
  const changed = (field: string) => differs(before, after, field);
  const changes: string[] = [];
  if (changed("username")) changes.push(`renamed from ${quoted(before?.username)}`);
  if (changed("role"))
    changes.push(`${article(after?.role)} ${after?.role}, no longer ${before?.role}`);
  if (changed("active"))
    changes.push(after?.active ? "may sign in again" : "may not sign in any more");
  if (changed("confirmed")) changes.push(after?.confirmed ? "confirmed" : "no longer confirmed");
  if (changed("targetingKey")) {
    changes.push(`targeting key ${quoted(before?.targetingKey)} → ${quoted(after?.targetingKey)}`);
  }
  if (changed("email")) changes.push("another e-mail address");
  if (changed("attributes")) changes.push(attributeChanges(before?.attributes, after?.attributes));
  if (changes.length === 0 && changed("epoch")) {
    return isOwn(row) ? "signed out everywhere" : `signed ${someone(row)} out everywhere`;
  }
  const who = isOwn(row) ? "their own account" : `the user ${someone(row)}`;
  return changes.length > 0 ? `changed ${who}: ${changes.join("; ")}` : `changed ${who}`;
}

function attributeChanges(before: Json | undefined, after: Json | undefined): string {
  const [old, now] = [documentOf(before), documentOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return `attributes ${listed(names.filter((name) => differs(old, now, name)))}`;
}

function documentOf(value: Json | undefined): Document {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function isOwn({ actor, user }: Worded): boolean {
  return user !== null && actor.username === user;
}

function someone({ user }: Worded): string {
  return user ?? "an erased user";
}

function whose(row: Worded): string {
  if (isOwn(row)) return "their";
  return row.user === null ? "an erased person’s" : `${row.user}’s`;
}

/** What a person called it; nothing once that person is erased. */
function named(name: Json | undefined): string {
  return name === undefined ? "" : ` ${quoted(name)}`;
}

function article(role: Json | undefined): string {
  return /^[aeiou]/.test(String(role)) ? "an" : "a";
}
