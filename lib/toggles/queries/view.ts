import type { Prisma } from "@/lib/generated/prisma/client";
import { type ToggleView, toggleView } from "@/lib/toggles/schema";

/** Whose names a toggle is shown with. */
export const people = {
  user: { select: { username: true, targetingKey: true, confirmed: true } },
  creator: { select: { username: true } },
} as const satisfies Prisma.ToggleInclude;
export type Row = Prisma.ToggleGetPayload<{ include: typeof people }>;
/** A toggle as it goes out. */
export function view(toggle: Row): ToggleView {
  return toggleView.parse({ ...toggle, pending: isPending(toggle) });
}

/** Made by an unconfirmed user for themselves: reaches no client app yet. */
export function isPending({ selfService, user }: Row): boolean {
  return selfService && !user.confirmed;
}

/** A toggle counts until the instant it expires at. */
export function unexpired(now: Date): Prisma.ToggleWhereInput {
  return { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}
