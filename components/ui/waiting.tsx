import { LoaderCircle } from "lucide-react";

/** A spinner that appears only when something takes longer than 300 ms. */
export function Waiting() {
  return <LoaderCircle aria-hidden="true" className="wait size-4 shrink-0" />;
}
