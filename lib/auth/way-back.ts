const here = "http://hoist.invalid";

/** Where `?from=` leads back to: a path of this Hoist, never another site. Null for everything else. */
export function wayBack(from: unknown): string | null {
  if (typeof from !== "string" || !from.startsWith("/") || !URL.canParse(from, here)) return null;
  const { origin, pathname, search } = new URL(from, here);
  // What begins with two slashes names a host.
  return origin === here && !pathname.startsWith("//") ? pathname + search : null;
}

/** Where to sign in, to come back to `from`: what was asked for, as the router or a person asks. */
export function signInPath(from: string | null): string {
  const back = wayBack(from);
  if (back === null) return "/sign-in";
  const { pathname, searchParams } = new URL(back, here);
  searchParams.delete("_rsc"); // The router's own.
  const to = searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
  return to === "/" ? "/sign-in" : `/sign-in?from=${encodeURIComponent(to)}`;
}
