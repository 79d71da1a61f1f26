import { type ListFlags, listFlagsSchema } from "@/lib/flags/schema";

const names = ["q", "tag", "state", "env", "archived", "sort", "cursor"];

/** What the list's address asks for; an address that makes no sense asks for everything. */
export function flagQuery(search: Record<string, string>): ListFlags {
  const asked = Object.fromEntries(Object.entries(search).filter(([name]) => names.includes(name)));
  const parsed = listFlagsSchema.safeParse(asked);
  return parsed.success ? parsed.data : listFlagsSchema.parse({});
}
