const here = "http://hoist.invalid";

/** Where `?from=` leads back to: a path of this Hoist, never another site. Null for everything else. */
export function wayBack(from: unknown): string | null {
  if (typeof from !== "string" || !from.startsWith("/") || !URL.canParse(from, here)) return null;
  const { origin, pathname, search } = new URL(from, here);
  // What begins with two slashes names a host.
  return origin === here && !pathname.startsWith("//") ? pathname + search : null;
}
