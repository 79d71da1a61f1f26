import clsx from "clsx";
import { Lock } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { stateWord } from "./state-words";
import type { Environment, StateGlance } from "./types";

const tones = { on: "success", off: "neutral", killed: "danger" } as const;

/** One link per environment, with the flag's state there where `states` is given. */
export function EnvironmentTabs({
  environments,
  current,
  href,
  states,
}: {
  environments: Environment[];
  current: string;
  href: (environment: string) => string;
  states?: Record<string, StateGlance>;
}) {
  return (
    <nav aria-label="Environment" className="mb-4">
      <ul className="flex flex-wrap gap-2">
        {environments.map(({ key, name, protected: locked }) => {
          const state = states?.[key];
          const word = state && stateWord(state);
          return (
            <li key={key} className="max-w-full">
              <Link
                href={href(key) as Route}
                scroll={false}
                aria-current={key === current ? "page" : undefined}
                className={clsx(
                  "flex h-9 max-w-full items-center gap-2 rounded-md border px-3 pointer-coarse:h-11",
                  key === current
                    ? "border-accent bg-surface font-medium text-ink"
                    : "text-muted hover:bg-hover hover:text-ink",
                )}
              >
                {locked && <Lock aria-label="Protected" className="size-3.5 shrink-0" />}
                <span className="truncate">{name}</span>
                {word && <Badge tone={tones[word]}>{word}</Badge>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
