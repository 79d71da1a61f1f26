/** How often everything is measured in turn, and for how many seconds each; shorter while a benchmark is written. */
export const rounds = Number(process.env.BENCH_ROUNDS || 5);
export const seconds = Number(process.env.BENCH_SECONDS || 3);

export type Arm<T> = () => Promise<T>;

/**
 * Measures every arm once a round: A B, B A, A B … so that what drifts drifts for all. A first round, which warms them up,
 * is thrown away.
 */
export async function interleaved<Name extends string, T>(
  arms: Record<Name, Arm<T>>,
  warmUp: (arm: Name) => Promise<unknown> = (name) => arms[name](),
): Promise<Record<Name, T[]>> {
  const names = Object.keys(arms) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, T[]>;
  for (const name of names) await warmUp(name);
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed())
      found[name].push(await arms[name]());
  }
  return found;
}
