import type { Json } from "@/lib/history/entry";
import { atInstant, differs, listed, quoted } from "@/lib/history/phrases";
import type { Worded, Wording } from "@/lib/history/words";

export const estateWords: Wording = {
  "project.create": ({ project, after }) => {
    const environments = namesOf(after?.environments);
    const rest = environments.length > 0 ? ` with ${listed(environments)}` : "";
    return `created the project ${project}${rest}`;
  },
  "project.update": ({ project, before, after }) =>
    `renamed the project ${project} from ${quoted(before?.name)} to ${quoted(after?.name)}`,
  "environment.create": ({ environment, after }) =>
    `created the ${after?.protected ? "protected " : ""}environment ${environment}`,
  "environment.update": environmentChanges,
  "key.create": ({ environment, after }) => {
    const until = after?.expiresAt ? ` until ${atInstant(after.expiresAt)}` : "";
    return `created a ${after?.kind} key ${quoted(after?.name)} for ${environment}${until}`;
  },
  "key.revoke": ({ environment, before }) =>
    `revoked the ${before?.kind} key ${quoted(before?.name)} of ${environment}`,
};

function environmentChanges({ environment, before, after }: Worded): string {
  const changes: string[] = [];
  if (differs(before, after, "name")) {
    changes.push(`renamed ${environment} from ${quoted(before?.name)} to ${quoted(after?.name)}`);
  }
  if (differs(before, after, "protected")) {
    changes.push(
      after?.protected ? `protected ${environment}` : `took the protection off ${environment}`,
    );
  }
  return changes.length > 0 ? listed(changes) : `changed the environment ${environment}`;
}

function namesOf(environments: Json | undefined): string[] {
  if (!Array.isArray(environments)) return [];
  return environments.map((environment) =>
    typeof environment === "object" && environment !== null && !Array.isArray(environment)
      ? String(environment.key)
      : "",
  );
}
