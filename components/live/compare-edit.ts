type Fields = Record<string, string>;

export type Difference = { name: string; theirs: string; yours: string };

/**
 * What happened to a document since a form over it was opened. `typed`: the form holds something else than it started from;
 * `moved`: the fields that somebody else changed; `same`: both came to the same.
 */
export function compareEdit(base: Fields, now: Fields, form: Fields) {
  const names = Object.keys(base);
  // A field that is disabled or absent posts nothing: nobody has typed into it.
  const yours = (name: string) => form[name] ?? base[name] ?? "";
  const moved: Difference[] = names
    .filter((name) => now[name] !== base[name])
    .map((name) => {
      const theirs = now[name] ?? "";
      // What one has not touched becomes theirs in any case.
      return { name, theirs, yours: yours(name) === base[name] ? theirs : yours(name) };
    });
  return {
    typed: names.some((name) => yours(name) !== base[name]),
    same: names.every((name) => yours(name) === now[name]),
    moved,
  };
}
