import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
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

/** A query asked once per request: by the layout, which is there before anything is sent and so answers 404, and by its page. */
export const once = cache(
  <Given extends unknown[], Found>(
    query: (...given: Given) => Promise<Found>,
    ...given: Given
  ): Promise<Found> => query(...given),
);
