export type JsonChange = { path: string; before: unknown; after: unknown };

type Container = Record<string, unknown> | unknown[];

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

/** The entries of an object or list by the text of their step: `.name`, `["a b"]`, `[0]`. */
function steps(value: Container): Map<string, unknown> {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [`[${index}]`, item]));
  return new Map(
    Object.entries(value).map(([key, item]) => [
      /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
      item,
    ]),
  );
}

/**
 * What differs between two JSON values, the smallest parts by path, in the order of `before`, then
 * what is new. `undefined` stands for "not there". Two different kinds of thing are one change.
 */
export function jsonDifference(before: unknown, after: unknown, path = ""): JsonChange[] {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const old = steps(before);
    const now = steps(after);
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((step) =>
      jsonDifference(old.get(step), now.get(step), path + step),
    );
  }
  if (Object.is(before, after)) return [];
  return [{ path: path.replace(/^\./, ""), before, after }];
}
