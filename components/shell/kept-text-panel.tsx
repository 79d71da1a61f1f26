"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { CodeBlock } from "@/components/ui/code";
import { type Kept, keptOn } from "./kept-text";

/**
 * Where a form was a moment ago: what had been typed into it, to be copied. Nothing when nothing was. `rows`: what the
 * list holds whose forms go with their rows.
 */
export function KeptTextPanel({ rows = "" }: { rows?: string }) {
  const path = usePathname();
  const place = `${path} ${rows}`;
  const asked = useRef<string>(undefined);
  const [kept, setKept] = useState<Kept[]>([]);
  // The form that this takes the place of goes while this one comes: it is asked afterwards.
  useEffect(() => {
    if (asked.current === place) return;
    asked.current = place;
    const now = keptOn(path);
    if (now.length > 0) setKept(now);
  }, [path, place]);
  if (kept.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title="What you were typing was not saved. Copy it if you need it elsewhere."
      live
      className="my-4"
    >
      <dl className="mt-2 flex flex-col gap-3">
        {kept.map(({ label, text }) => (
          <div key={`${label} ${text}`}>
            <dt className="font-medium">{label}</dt>
            <dd className="mt-1">
              <CodeBlock label={label} code={text} />
            </dd>
          </div>
        ))}
      </dl>
    </Banner>
  );
}
