import type { NewKey } from "@/lib/keys/schema";

/** A first poll with a new key, to paste into a terminal. */
export function keySnippet(
  origin: string,
  key: Pick<NewKey, "token" | "requireIdentity" | "identitySecret">,
): string {
  const lines = [
    `curl "${origin}/api/flags?targetingKey=u-17"`,
    `-H "Authorization: Bearer ${key.token}"`,
  ];
  if (key.requireIdentity && key.identitySecret) {
    const hmac = `printf %s u-17 | openssl dgst -sha256 -hmac ${key.identitySecret} | sed 's/.* //'`;
    lines.push(`-H "X-Hoist-Identity: $(${hmac})"`);
  }
  return lines.join(" \\\n  ");
}
