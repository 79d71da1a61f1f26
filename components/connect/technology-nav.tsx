import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { groups, type Technology } from "./technology";

/** All technologies, in their groups. */
export function TechnologyNav({
  technologies,
  current,
  href,
}: {
  technologies: Technology[];
  current: Technology;
  href: (technology: string) => string;
}) {
  return (
    <nav aria-label="Technology" className="mb-6">
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
        {Object.entries(groups).map(([group, words]) => (
          <div key={group} className="contents">
            <dt className="flex items-center text-sm text-muted max-sm:mt-1 sm:h-8 sm:pointer-coarse:h-10">
              {words}
            </dt>
            <dd>
              <ul aria-label={words} className="flex flex-wrap gap-1">
                {technologies
                  .filter((one) => one.group === group)
                  .map(({ key, name }) => (
                    <li key={key}>
                      <Choice href={href(key)} name={name} current={key === current.key} />
                    </li>
                  ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}

function Choice({ href, name, current }: { href: string; name: string; current: boolean }) {
  return (
    <Link
      href={href as Route}
      prefetch={false}
      scroll={false}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "flex h-8 items-center rounded-md border px-2.5 pointer-coarse:h-10",
        current
          ? "border-accent bg-surface font-medium text-ink"
          : "text-muted hover:bg-hover hover:text-ink",
      )}
    >
      {name}
    </Link>
  );
}
