/** The environment an address names; else production, where there is one; else the last. */
export function chosenEnvironment<E extends { key: string }>(
  environments: E[],
  key: string | undefined,
): E | undefined {
  const find = (wanted: string | undefined) => environments.find((each) => each.key === wanted);
  return find(key) ?? find("production") ?? environments.at(-1);
}
