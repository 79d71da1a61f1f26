import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function Loading() {
  return <PageSkeleton label="Loading members" action controls={0} head lines={1} />;
}
