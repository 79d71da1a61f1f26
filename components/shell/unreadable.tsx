import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";

/** In a list, of a thing whose row somebody damaged in the database by hand. */
export function Unreadable({ what }: { what: "flag" | "segment" }) {
  return (
    <p className="text-sm text-muted">
      <Badge tone="danger">unreadable</Badge> Somebody changed this {what} in the database by hand.
      Open it to see what to do.
    </p>
  );
}

/** The same on its own page. `parts`: what cannot be read of it; `log`: where its history is, if elsewhere. */
export function UnreadableBanner({
  what,
  parts,
  log,
}: {
  what: "flag" | "segment";
  parts: string[];
  log?: string;
}) {
  return (
    <Banner tone="danger" className="mb-4" title={`This ${what} cannot be read`}>
      <p>
        Somebody changed it in the database by hand:{" "}
        <span className="font-mono text-sm">{parts.join(", ")}</span>.{" "}
        {what === "flag" && "Client apps keep its last good values. "}
        Write back there what{" "}
        {log ? (
          <Link href={log as Route} className="text-accent underline">
            the audit log
          </Link>
        ) : (
          "its history"
        )}{" "}
        says it was, or restore a backup; then start Hoist again.
      </p>
    </Banner>
  );
}
