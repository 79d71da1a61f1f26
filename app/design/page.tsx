import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DesignPage } from "@/components/design/design-page";

export const metadata: Metadata = { title: "Design" };

/** For whoever works on Hoist: there in development, and where HOIST_DESIGN_PAGE says so (the tests). */
export default function DesignRoute() {
  const shown = process.env.NODE_ENV === "development" || process.env.HOIST_DESIGN_PAGE === "shown";
  if (!shown) notFound();
  return <DesignPage />;
}
