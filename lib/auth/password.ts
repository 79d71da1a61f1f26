import { hash, verify } from "@node-rs/argon2";
import { isCommonPassword } from "@/lib/auth/common-passwords";
import { Refusal } from "@/lib/errors";

/** argon2id with OWASP's second recommendation: 19 MiB, two passes, one lane. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a random password that nobody knows, made with the same cost. */
export const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$k3GcDv58Ady4ILmX7g3lbA$vpN6s8APmkNA9NPWzE1OYx7qNqxUyBjvyO+PJEWzi4o";

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** Whether the password is right. Without a hash (no such account, no password) it costs the same call and is wrong. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? nobodysHash, password.normalize("NFKC"));
  return right && stored !== null;
}

/** Refuses passwords that everybody tries first, and one's own names. The schema has checked the length. */
export function assertUncommon(
  password: string,
  names: { username: string | null; email?: string | null },
  field = "password",
): void {
  const own = [names.username, names.email, names.email?.split("@")[0]];
  const typed = password.toLowerCase();
  if (own.some((name) => name?.toLowerCase() === typed)) {
    throw new Refusal("invalid", "Your name or e-mail address is no password. Take another.", {
      field,
    });
  }
  if (isCommonPassword(password)) {
    throw new Refusal("invalid", "This password is among the first that are tried. Take another.", {
      field,
    });
  }
}
