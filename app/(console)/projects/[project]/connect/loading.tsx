import { CardsSkeleton } from "@/components/shell/page-skeleton";

export default function Loading() {
  return <CardsSkeleton label="Loading snippets" cards={3} />;
}
