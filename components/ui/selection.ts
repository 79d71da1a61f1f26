/** The selected keys after one was pressed; with `from`, everything between becomes as the pressed one. */
export function pressed(
  selected: ReadonlySet<string>,
  keys: string[],
  key: string,
  from?: string,
): Set<string> {
  const next = new Set(selected);
  const start = from === undefined ? -1 : keys.indexOf(from);
  const end = keys.indexOf(key);
  const range = start < 0 ? [key] : keys.slice(Math.min(start, end), Math.max(start, end) + 1);
  const add = !selected.has(key);
  for (const each of range) {
    if (add) next.add(each);
    else next.delete(each);
  }
  return next;
}

/** How much of what is listed is selected: for the checkbox over all. */
export function coverage(selected: ReadonlySet<string>, keys: string[]): "none" | "some" | "all" {
  const count = keys.filter((key) => selected.has(key)).length;
  if (count === 0) return "none";
  return count === keys.length ? "all" : "some";
}

/** All listed ones selected, or, when they are, none of them. Others stay as they were. */
export function pressedAll(selected: ReadonlySet<string>, keys: string[]): Set<string> {
  const next = new Set(selected);
  const clear = coverage(selected, keys) === "all";
  for (const key of keys) {
    if (clear) next.delete(key);
    else next.add(key);
  }
  return next;
}
