import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "@/lib/errors";
import type { KeyRow, State } from "@/lib/snapshot/state";
import type { Caller } from "./credentials";

/**
 * Whether the targeting key is proved to be who asks: by the app's own server (X-Hoist-Identity) or by that user's personal
 * token. Throws `unauthenticated` for a wrong proof, and for a missing one where the key wants one.
 */
export function isProved(
  { people }: State,
  { key, person }: Caller,
  proof: string | null,
  targetingKey: string | null,
): boolean {
  if (proof !== null && !isProof(key, proof, targetingKey))
    throw new Refusal(
      "unauthenticated",
      "X-Hoist-Identity does not prove this targeting key. Sign the key with this key's identity secret.",
    );

  if (person) {
    const user = people.numberOf(person.userId);
    if (user === undefined || targetingKey === null || people.targetingKey(user) !== targetingKey)
      throw new Refusal(
        "unauthenticated",
        "The personal token is not of the user asked for. Ask for its own targeting key.",
      );
  }
  if (proof !== null || person) return true;
  if (key.requireIdentity)
    throw new Refusal(
      "unauthenticated",
      "This key wants X-Hoist-Identity with every request. Let your server sign the targeting key.",
    );
  return false;
}

function isProof(key: KeyRow, proof: string, targetingKey: string | null): boolean {
  if (targetingKey === null || !/^[0-9a-f]{64}$/i.test(proof)) return false;
  const right = createHmac("sha256", key.identitySecret).update(targetingKey, "utf8").digest();
  return timingSafeEqual(right, Buffer.from(proof, "hex"));
}
