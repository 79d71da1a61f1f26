import { Skeleton } from "@/components/ui/skeleton";

/** What a thing's own page looks like before its content: name, tabs, cards. */
export function DetailSkeleton({ label }: { label: string }) {
  return (
    <>
      <p role="status" className="sr-only">
        {label}
      </p>
      <Skeleton className="mb-2 w-12" />
      <Skeleton className="h-7 w-56 max-w-full" />
      <Skeleton className="mt-2 w-80 max-w-full" />
      <Skeleton className="mt-2 w-64 max-w-full" />
      <div className="mt-6 mb-6 flex gap-6 border-b pb-3">
        {["one", "two", "three", "four"].map((tab) => (
          <Skeleton key={tab} className="w-16" />
        ))}
      </div>
      <div className="mb-4 flex gap-2">
        {["one", "two", "three"].map((environment) => (
          <Skeleton key={environment} className="h-9 w-32" />
        ))}
      </div>
      <div className="flex flex-col gap-6">
        <div className="h-48 rounded-lg border bg-surface" />
        <div className="h-64 rounded-lg border bg-surface" />
      </div>
    </>
  );
}
