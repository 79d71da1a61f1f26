import { ArrowLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { FavouriteButton } from "@/components/palette/favourite-button";
import { RememberFlag } from "@/components/palette/remember-flag";
import { PageHeader } from "@/components/shell/page-header";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FlagView } from "@/lib/flags/schema";
import { CopyCurl } from "./copy-curl";

/** Name, key, type, tags, and who made it when. */
export function FlagHeader({ project, flag }: { project: string; flag: FlagView }) {
  const list = `/projects/${project}/flags`;
  return (
    <>
      <RememberFlag project={project} flag={flag.key} />
      <Link
        href={list as Route}
        className="mb-2 inline-flex items-center gap-1 rounded-sm text-sm text-muted hover:text-ink hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-3.5" />
        All flags
      </Link>
      <PageHeader
        title={<span dir="auto">{flag.name}</span>}
        actions={<CopyCurl path={`/projects/${project}/flags/${flag.key}`} />}
        description={
          <div className="flex flex-col gap-1.5">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="flex min-w-0 items-center gap-1">
                <span className="min-w-0 font-mono text-sm break-all">{flag.key}</span>
                <CopyButton text={flag.key} label={`Copy key ${flag.key}`} />
                <FavouriteButton project={project} flag={flag.key} />
              </span>
              {flag.archivedAt !== null && <Badge tone="warning">archived</Badge>}
              <Badge>{flag.type}</Badge>
              {flag.tags.map((tag) => (
                <Link
                  key={tag}
                  href={`${list}?tag=${encodeURIComponent(tag)}` as Route}
                  aria-label={`Flags tagged ${tag}`}
                  className="inline-flex min-h-6 min-w-6 max-w-full items-center rounded-sm"
                >
                  <Badge tone="accent" className="hover:underline">
                    <span className="truncate">{tag}</span>
                  </Badge>
                </Link>
              ))}
            </div>
            <p className="text-sm">
              Created by {flag.creator.username ?? "an erased user"}{" "}
              <RelativeTime time={flag.createdAt} />, changed <RelativeTime time={flag.updatedAt} />
            </p>
          </div>
        }
      />
    </>
  );
}
