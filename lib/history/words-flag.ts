import type { Document, Json } from "@/lib/history/entry";
import { atInstant, differs, listed, quoted, texts } from "@/lib/history/phrases";
import { textOf } from "@/lib/history/serve-words";
import { type Plan, planChanges } from "@/lib/history/state-changes";
import type { Worded, Wording } from "@/lib/history/words";

export const flagWords: Wording = {
  "flag.create": ({ flag, after }) =>
    after?.type === "boolean" || !after?.type
      ? `created the flag ${flag}`
      : `created the flag ${flag}, which holds ${holds[String(after.type)] ?? after.type}`,
  "flag.update": (row) => {
    const changes = flagChanges(row.before, row.after);
    return changes.length > 0
      ? `changed the flag ${row.flag}: ${changes.join("; ")}`
      : `changed the flag ${row.flag}`;
  },
  "flag.archive": ({ flag }) => `archived the flag ${flag}`,
  "flag.restore": ({ flag }) => `restored the flag ${flag}`,
  "flag.delete": ({ flag }) => `deleted the flag ${flag}`,
  "flag.enable": ({ environment }) => `switched ${environment} on`,
  "flag.disable": ({ environment }) => `switched ${environment} off`,
  "flag.kill": ({ flag, environment }) =>
    `killed ${flag} in ${environment}: off for everybody, toggles included`,
  "flag.unkill": ({ flag, environment }) => `took back the kill of ${flag} in ${environment}`,
  "state.update": (row) => {
    const changes = stateChanges(row.before, row.after);
    return changes.length > 0
      ? `changed ${row.environment}: ${changes.join("; ")}`
      : `changed ${row.environment}`;
  },
  "toggle.create": (row) => `toggled ${toggled(row)}${ending(row.after)}${because(row.after)}`,
  "toggle.update": toggleChanges,
  "toggle.end": ({ user, environment }) => `ended ${whose(user)} toggle in ${environment}`,
  "toggle.delete": ({ user, environment, before }) =>
    `deleted ${whose(user)} toggle in ${environment}, which was ${quoted(before?.variant)}`,
};

const holds: Record<string, string> = { string: "a text", number: "a number", object: "an object" };

function flagChanges(before: Document | null, after: Document | null): string[] {
  const changed = (field: string) => differs(before, after, field);
  const changes: string[] = [];
  if (changed("name")) changes.push(`name ${fromTo(before?.name, after?.name)}`);
  if (changed("description")) changes.push("another description");
  if (changed("tags")) changes.push(...tagChanges(texts(before?.tags), texts(after?.tags)));
  if (changed("variants")) changes.push("other variants");
  if (changed("schema")) changes.push(schemaChange(before?.schema, after?.schema));
  if (changed("visibility"))
    changes.push(`visibility ${fromTo(before?.visibility, after?.visibility)}`);
  if (changed("clientSide")) {
    changes.push(after?.clientSide ? "client keys get it" : "client keys do not get it any more");
  }
  if (changed("selfService")) {
    changes.push(
      after?.selfService
        ? "users may toggle themselves"
        : "users may not toggle themselves any more",
    );
  }
  if (changed("creator")) changes.push("another owner");
  return changes;
}

function schemaChange(before: Json | undefined, after: Json | undefined): string {
  if (!after) return "no schema for its values any more";
  return before ? "another schema for its values" : "a schema for its values";
}

function tagChanges(before: string[], after: string[]): string[] {
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  if (added.length + removed.length === 0) return ["another order of tags"];
  return [
    ...(added.length > 0 ? [`tagged ${listed(added.map(quoted))}`] : []),
    ...(removed.length > 0 ? [`not tagged ${listed(removed.map(quoted))} any more`] : []),
  ];
}

function stateChanges(before: Document | null, after: Document | null): string[] {
  const changed = (field: string) => differs(before, after, field);
  const changes: string[] = [];
  if (changed("enabled")) changes.push(after?.enabled ? "switched on" : "switched off");
  if (changed("killed")) changes.push(after?.killed ? "killed" : "took the kill back");
  return [...changes, ...planChanges(planOf(before), planOf(after), voice).map(textOf)];
}

const voice = { time: atInstant };

/** Documents of the log are checked when they are written; what one leaves out is as it always was. */
function planOf(state: Document | null): Plan {
  const plan = { offVariant: "", prerequisites: [], rules: [], fallthrough: { variant: "" } };
  return { ...plan, ...(state as Partial<Plan> | null) };
}

function toggleChanges(row: Worded): string {
  const { before, after, user, environment } = row;
  const changed = (field: string) => differs(before, after, field);
  if (changed("variant")) {
    return `toggled ${toggled(row)} instead of ${quoted(before?.variant)}${ending(after)}${because(after)}`;
  }
  const changes: string[] = [];
  if (changed("expiresAt")) {
    changes.push(
      after?.expiresAt ? `it ends ${atInstant(after.expiresAt)}` : "it has no end any more",
    );
  }
  if (changed("reason")) {
    changes.push(after?.reason ? `because ${quoted(after.reason)}` : "no reason any more");
  }
  const what = `${whose(user)} toggle in ${environment}`;
  return changes.length > 0 ? `changed ${what}: ${changes.join("; ")}` : `took over ${what}`;
}

/** "u-17 off in production"; variants of other names are quoted. */
function toggled({ user, environment, after }: Worded): string {
  const variant = after?.variant;
  const plain = variant === "on" || variant === "off";
  return `${user ?? "an erased user"} ${plain ? variant : `to ${quoted(variant)}`} in ${environment}`;
}

function ending(toggle: Document | null): string {
  return toggle?.expiresAt ? ` until ${atInstant(toggle.expiresAt)}` : "";
}

function because(toggle: Document | null): string {
  return toggle?.reason ? `, because ${quoted(toggle.reason)}` : "";
}

function whose(user: string | null): string {
  return user === null ? "an erased person’s" : `${user}’s`;
}

function fromTo(before: Json | undefined, after: Json | undefined): string {
  return `${quoted(before)} → ${quoted(after)}`;
}
