import { keySnippet } from "@/components/keys/key-snippet";
import type { NewKey } from "@/lib/keys/schema";
import type { Technology } from "../technology";
import { placeholder, type Snippet } from "./snippet";

/** The same code with a key's token. A server key's never goes into code for browsers and phones. */
export function withKey(
  snippets: Snippet[],
  { key, group }: Pick<Technology, "key" | "group">,
  origin: string,
  made: NewKey | null,
): Snippet[] {
  const carriesKey = group === "browser" || group === "phone";
  if (!made || (carriesKey && made.kind === "server")) return snippets;
  return snippets.map(({ name, code }) => ({
    name,
    code: key === "curl" ? keySnippet(origin, made) : code.replaceAll(placeholder, made.token),
  }));
}
