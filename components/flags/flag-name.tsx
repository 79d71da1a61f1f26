import type { Route } from "next";
import Link from "next/link";

/** A flag's name, leading to its page in an environment, above its key. */
export function FlagName({
  project,
  environment,
  flag,
}: {
  project: string;
  environment: string;
  flag: { key: string; name: string };
}) {
  return (
    <div className="min-w-0">
      <Link
        href={`/projects/${project}/flags/${flag.key}?env=${environment}` as Route}
        prefetch={false}
        dir="auto"
        title={flag.name}
        className="block max-w-full truncate rounded-sm font-medium hover:underline"
      >
        {flag.name}
      </Link>
      <p className="truncate font-mono text-sm text-muted" title={flag.key}>
        {flag.key}
      </p>
    </div>
  );
}
