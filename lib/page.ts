import "server-only";
import { notFound } from "next/navigation";
import { Refusal } from "@/lib/errors";

/**
 * For pages: what does not exist, and what one may not see, is the not-found page (which says both,
 * so that it tells nobody which). Everything else goes to the error page.
 */
export async function shown<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const hidden = error instanceof Refusal && ["not_found", "forbidden"].includes(error.code);
    if (hidden) notFound();
    throw error;
  }
}
