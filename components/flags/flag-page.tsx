import type { ReactNode } from "react";
import { UnreadableBanner } from "@/components/shell/unreadable";
import { Banner } from "@/components/ui/banner";
import { Tabs } from "@/components/ui/tabs";
import type { FlagView } from "@/lib/flags/schema";
import { FlagDescription } from "./flag-description";
import { FlagHeader } from "./flag-header";
import { tabLinks } from "./flag-tabs";

/** The frame of a flag's page: who it is, and its tabs. */
export function FlagPage({
  project,
  flag,
  path,
  search,
  children,
}: {
  project: string;
  flag: FlagView;
  path: string;
  search: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <>
      <FlagHeader project={project} flag={flag} />
      <FlagDescription text={flag.description} />
      {flag.archivedAt !== null && (
        <Banner tone="warning" className="mb-4">
          This flag is archived: client apps do not get it. It can be restored under Settings.
        </Banner>
      )}
      {flag.unreadable ? (
        <>
          <UnreadableBanner what="flag" parts={flag.unreadable} />
          <h2 className="mb-3 text-lg font-semibold">History</h2>
        </>
      ) : (
        <Tabs label={`Parts of ${flag.key}`} tabs={tabLinks(path, search)} className="mb-6" />
      )}
      {children}
    </>
  );
}
