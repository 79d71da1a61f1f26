import { CardsSkeleton } from "@/components/shell/page-skeleton";

export default function Loading() {
  return <CardsSkeleton label="Loading your account" action className="max-w-3xl" />;
}
