import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "@/lib/errors";

const quarterHour = 15 * 60;

function makeLimits() {
  return {
    signUp: new RateLimiterMemory({ points: 20, duration: 60 }),
    loginAddress: new RateLimiterMemory({ points: 50, duration: quarterHour }),
    loginAccount: new RateLimiterMemory({ points: 5, duration: quarterHour }),
    management: new RateLimiterMemory({ points: 1_000, duration: 1 }),
    /** The last check of a password under way, by account. */
    turns: new Map<string, Promise<unknown>>(),
  };
}

type Limits = ReturnType<typeof makeLimits>;
const place = Symbol.for("hoist.limits");

/** One set per process: Next.js bundles routes and actions apart. */
function limits(): Limits {
  const holder = globalThis as typeof globalThis & { [place]?: Limits };
  holder[place] ??= makeLimits();
  return holder[place];
}

/** Counts a sign-up, successful or not. */
export async function countSignUp(address: string): Promise<void> {
  await count("signUp", address, "Too many sign-ups from here. Try again in a minute.");
}

/** Counts a request of the management API. `credential`: the token's id, or the user's for a session. */
export async function countRequest(credential: string): Promise<void> {
  await count(
    "management",
    credential,
    "More than 1,000 requests in a second. Wait a second, then go on more slowly.",
  );
}

/**
 * Runs a check of a password, one after the other for an account: a thousand at once are no way around the limit, and
 * many right ones at once do not run into it. `account`: the user's id, or the name that was typed when there is no such
 * user. Right ones are not counted, and forget the wrong ones before them.
 */
export async function guess<T>(
  account: string,
  address: string | null,
  check: () => Promise<T | null>,
): Promise<T | null> {
  const tooMany = "Too many wrong passwords. Wait a quarter of an hour, then try again.";
  if (address !== null) await count("loginAddress", address, tooMany);

  return inTurn(account, async () => {
    await count("loginAccount", account, tooMany);
    const found = await check();
    if (found !== null) {
      await limits().loginAccount.delete(account);
      if (address !== null) await limits().loginAddress.reward(address);
    }
    return found;
  });
}

async function inTurn<T>(account: string, run: () => Promise<T>): Promise<T> {
  const { turns } = limits();
  const before = turns.get(account) ?? Promise.resolve();
  const mine = before.then(run, run);
  turns.set(account, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(account) === mine) turns.delete(account);
  }
}

async function count(
  limit: Exclude<keyof Limits, "turns">,
  key: string,
  message: string,
): Promise<void> {
  try {
    await limits()[limit].consume(key);
  } catch (full) {
    const { msBeforeNext } = full as RateLimiterRes;
    throw new Refusal("rate_limited", message, {
      retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    });
  }
}
