import { CardsSkeleton } from "@/components/shell/page-skeleton";

export default function Loading() {
  return <CardsSkeleton label="Loading environments" action />;
}
