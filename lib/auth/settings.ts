import { env } from "@/lib/env";
import type { Role } from "@/lib/generated/prisma/enums";

export type SignUpSettings = {
  /** Whether others than the first account may sign up. */
  open: boolean;
  /** What they become. */
  role: Role;
  /** Whether the first account needs the one-time code, because others can reach this server. */
  codeNeeded: boolean;
  /** The code that was printed at the start; null: there is none, so no code is right. */
  code: string | null;
};

export function signUpSettings(): SignUpSettings {
  const { HOIST_SIGN_UP, HOIST_SIGN_UP_ROLE, HOIST_SIGN_UP_CODE, HOST } = env();
  return {
    open: HOIST_SIGN_UP === "open",
    role: HOIST_SIGN_UP_ROLE,
    codeNeeded: HOIST_SIGN_UP_CODE !== undefined || !isLoopback(HOST),
    code: HOIST_SIGN_UP_CODE ?? null,
  };
}

/** The administrator that the settings make on an empty database; null when they name none. */
export function adminSettings() {
  const { HOIST_ADMIN_USERNAME, HOIST_ADMIN_EMAIL, HOIST_ADMIN_PASSWORD } = env();
  if (!HOIST_ADMIN_USERNAME || !HOIST_ADMIN_PASSWORD) return null;
  return {
    username: HOIST_ADMIN_USERNAME,
    email: HOIST_ADMIN_EMAIL?.toLowerCase() ?? null,
    password: HOIST_ADMIN_PASSWORD,
  };
}

/** Whether only this machine can reach an address that is listened on. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
