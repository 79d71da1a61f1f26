export type Search = Record<string, string | string[] | undefined>;

/** One value per name, empty ones dropped. */
export function searchOf(search: Search): Record<string, string> {
  const entries = Object.entries(search).flatMap(([name, value]) => {
    const last = Array.isArray(value) ? value.at(-1) : value;
    return last ? [[name, last] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The address with some parameters changed; `null` takes one away. */
export function withSearch(
  path: string,
  search: Record<string, string>,
  changes: Record<string, string | null>,
): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next.size === 0 ? path : `${path}?${next}`;
}

/**
 * Addresses of the pages around this one. Cursors lead forward only, so the address also keeps the
 * cursors one came by (`trail`, "-" for the first page).
 */
export function pagesAround(
  path: string,
  search: Record<string, string>,
  nextCursor: string | null,
) {
  const trail = search.trail?.split(",") ?? [];
  const here = search.cursor ?? "-";
  const back = trail.at(-1);
  return {
    previous:
      search.cursor && back !== undefined
        ? withSearch(path, search, {
            cursor: back === "-" ? null : back,
            trail: trail.slice(0, -1).join(","),
          })
        : undefined,
    next: nextCursor
      ? withSearch(path, search, { cursor: nextCursor, trail: [...trail, here].join(",") })
      : undefined,
  };
}

/** Where this server is reached, for commands to copy. The hoist process writes these headers itself. */
export function originOf(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "localhost:3000";
  return `${headers.get("x-forwarded-proto") ?? "http"}://${host}`;
}
