import { type Api, apiWith, eachOf, must } from "./api.ts";
import type { Random } from "./random.ts";
import { logIn, newPassword } from "./sign-in.ts";

const plans = ["free", "free", "free", "team", "team", "pro", "enterprise"] as const;
const countries = [
  "AT",
  "BR",
  "CA",
  "CH",
  "DE",
  "ES",
  "FR",
  "GB",
  "IN",
  "IT",
  "JP",
  "NL",
  "SE",
  "US",
] as const;
const devices = ["web", "web", "ios", "android"] as const;

/** Users as client apps know them: no sign-in, with the facts that targeting uses. Returns their targeting keys. */
export async function makeUsers(api: Api, random: Random, count: number): Promise<string[]> {
  const users = Array.from({ length: count }, (_, index) => ({
    username: `u-${String(index + 1).padStart(4, "0")}`,
    attributes: {
      plan: random.pick(plans),
      country: random.pick(countries),
      device: random.pick(devices),
      appVersion: `${2 + random.below(3)}.${random.below(10)}.${random.below(10)}`,
      beta: random.chance(0.1),
      seats: 1 + random.below(200),
    },
  }));
  await eachOf(users, async (user) => {
    await must(api, [201, 409], "POST", "/users", user);
  });
  return users.map(({ username }) => username);
}

/** Accounts that make flags and toggles. On a second run they exist and the administrator acts for them. */
export async function makeCreators(admin: Api, names: readonly string[]): Promise<Api[]> {
  const creators: Api[] = [];
  for (const username of names) {
    const password = newPassword();
    const signUp = await must(apiWith(null), [201, 409], "POST", "/auth/sign-up", {
      username,
      password,
    });
    if (signUp.status === 409) {
      creators.push(admin);
      continue;
    }
    await must(admin, [200], "PATCH", `/users/${username}`, { role: "editor" });
    creators.push(await logIn(username, password));
  }
  return creators;
}
