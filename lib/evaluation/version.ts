// Semantic versions (semver.org 2.0.0), with the forms that people really send: a leading v, and minor or patch left out.

/** `prerelease` is null for a release. Numbers are exact up to 2⁵³−1; larger ones are no version. */
export type Version = {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: readonly (string | number)[] | null;
};

const pattern =
  /^[vV]?(0|[1-9]\d*)(?:\.(0|[1-9]\d*)(?:\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)?)?$/;
const longest = 256;

/** Null when the text is no version. Build metadata is left out: it does not count in comparisons. */
export function parseVersion(text: string): Version | null {
  if (text.length > longest) return null;
  const found = pattern.exec(text);
  if (!found) return null;
  const [major, minor, patch] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (Math.max(major, minor, patch) > Number.MAX_SAFE_INTEGER) return null;
  if (found[4] === undefined) return { major, minor, patch, prerelease: null };

  const prerelease: (string | number)[] = [];
  for (const part of found[4].split(".")) {
    if (!/^\d+$/.test(part)) prerelease.push(part);
    else if (part.length > 1 && part.startsWith("0")) return null;
    else if (Number(part) > Number.MAX_SAFE_INTEGER) return null;
    else prerelease.push(Number(part));
  }
  return { major, minor, patch, prerelease };
}

/** Below 0 when left comes first, 0 when they are equal. */
export function compareVersions(left: Version, right: Version): number {
  if (left.major !== right.major) return left.major - right.major;
  if (left.minor !== right.minor) return left.minor - right.minor;
  if (left.patch !== right.patch) return left.patch - right.patch;
  if (left.prerelease === null || right.prerelease === null)
    return Number(left.prerelease === null) - Number(right.prerelease === null);
  return comparePrereleases(left.prerelease, right.prerelease);
}

/** Part by part: numbers by size and before names, names by ASCII; where all are equal the longer one comes later. */
function comparePrereleases(
  left: readonly (string | number)[],
  right: readonly (string | number)[],
): number {
  for (const [at, mine] of left.entries()) {
    const theirs = right[at];
    if (theirs === undefined) return 1;
    if (mine === theirs) continue;
    if (typeof mine !== typeof theirs) return typeof mine === "number" ? -1 : 1;
    return mine < theirs ? -1 : 1;
  }
  return left.length - right.length;
}
