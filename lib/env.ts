import { z } from "zod";

const roles = ["member", "viewer", "editor", "approver", "admin"] as const;
const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const text = z.string();
const wholeTo = (most: number) =>
  text
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((whole) => whole <= most);
const address = (...protocols: string[]) =>
  text.refine((url) => URL.canParse(url) && protocols.includes(new URL(url).protocol));

/** What each variable may be, and the sentence for one that is not. */
const variables = {
  PORT: [wholeTo(65535).default(3000), "must be a port number from 0 to 65535."],
  HOST: [text.default("127.0.0.1"), "must be an address to listen on."],
  DATABASE_URL: [
    address("postgres:", "postgresql:").optional(),
    "must look like postgresql://user:password@host:5432/hoist.",
  ],
  HOIST_DATA_DIR: [text.default(".data"), "must be a folder."],
  HOIST_ROLE: [z.enum(["all", "read", "console"]).default("all"), "must be all, read or console."],
  NEXTAUTH_SECRET: [
    text.min(16).optional(),
    "must have 16 characters or more; `openssl rand -base64 32` makes one.",
  ],
  NEXTAUTH_URL: [
    address("http:", "https:").optional(),
    "must look like https://hoist.example.com.",
  ],
  HOIST_TRUST_PROXY: [wholeTo(32).default(0), "must be the number of proxies in front, 0 to 32."],
  HOIST_SIGN_UP: [z.enum(["open", "closed"]).default("open"), "must be open or closed."],
  HOIST_SIGN_UP_ROLE: [z.enum(roles).default("member"), `must be one of ${roles.join(", ")}.`],
  HOIST_ADMIN_USERNAME: [
    text.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/).optional(),
    "must be 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.",
  ],
  HOIST_ADMIN_EMAIL: [z.email().optional(), "must be an e-mail address."],
  HOIST_ADMIN_PASSWORD: [text.min(12).optional(), "must have 12 characters or more."],
  HOIST_POLLS_PER_KEY: [
    wholeTo(999_999).default(0),
    "must be a number of polls a second, 0 for no limit.",
  ],
  HOIST_STREAMS_PER_ADDRESS: [
    wholeTo(999_999).default(1_000),
    "must be a number of open streams, 0 for no limit.",
  ],
  HOIST_STREAMS_PER_KEY: [
    wholeTo(999_999).default(50_000),
    "must be a number of open streams, 0 for no limit.",
  ],
  HOIST_METRICS_TOKEN: [text.optional(), "must be a text."],
  HOIST_LOG_LEVEL: [z.enum(levels).default("info"), `must be one of ${levels.join(", ")}.`],
  /** No setting: how the hoist process hands the one-time code of the first sign-up to the console. */
  HOIST_SIGN_UP_CODE: [text.optional(), "must be a text."],
  /** Nor these: where the console asks the hoist process something, and with which secret. */
  HOIST_SIDE_DOOR: [address("http:").optional(), "must be an address."],
  HOIST_SIDE_DOOR_SECRET: [text.optional(), "must be a text."],
} as const;

type Variable = keyof typeof variables;

/** Every setting of Hoist, by the name of its environment variable. */
export type Settings = { [V in Variable]: z.infer<(typeof variables)[V][0]> };

/** Settings that cannot be used: one sentence for each wrong variable. */
export class WrongSettings extends Error {
  constructor(readonly sentences: string[]) {
    super(sentences.join("\n"));
    this.name = "WrongSettings";
  }
}

function* disagreements(settings: Settings) {
  if (settings.DATABASE_URL && !settings.NEXTAUTH_SECRET)
    yield "NEXTAUTH_SECRET is required with DATABASE_URL, the same for every instance; `openssl rand -base64 32` makes one.";
  if (!settings.DATABASE_URL && settings.HOIST_ROLE !== "all")
    yield `HOIST_ROLE=${settings.HOIST_ROLE} needs a DATABASE_URL: the embedded database serves one instance, of the role all.`;
  if (settings.HOIST_ADMIN_USERNAME && !settings.HOIST_ADMIN_PASSWORD)
    yield "HOIST_ADMIN_PASSWORD is required with HOIST_ADMIN_USERNAME.";
  if (
    !settings.HOIST_ADMIN_USERNAME &&
    (settings.HOIST_ADMIN_PASSWORD || settings.HOIST_ADMIN_EMAIL)
  )
    yield "HOIST_ADMIN_USERNAME is required with HOIST_ADMIN_PASSWORD and HOIST_ADMIN_EMAIL.";
}

/** Reads settings from environment variables; an empty one is unset. Throws WrongSettings. */
export function parseSettings(environment: Record<string, string | undefined>): Settings {
  const settings: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [variable, [schema, sentence]] of Object.entries(variables)) {
    const parsed = schema.safeParse(environment[variable] || undefined);
    if (parsed.success) settings[variable] = parsed.data;
    else wrong.push(`${variable} ${sentence}`);
  }
  if (wrong.length === 0) wrong.push(...disagreements(settings as Settings));
  if (wrong.length > 0) throw new WrongSettings(wrong);
  return settings as Settings;
}

let settings: Settings | undefined;

/** This process's settings. Parsed on first use, so that `next build` needs none. */
export function env(): Settings {
  settings ??= parseSettings(process.env);
  return settings;
}
