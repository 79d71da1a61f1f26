import clsx from "clsx";
import { Check, Minus } from "lucide-react";

/** The button around the track: 24 px high at least, 44 on touch. */
export const switchClass =
  "inline-flex h-6 shrink-0 items-center rounded-full disabled:cursor-not-allowed aria-disabled:cursor-progress pointer-coarse:min-h-11";

/** Track and thumb. On is told by place, by a tick and by fill, so colour is never alone. */
export function SwitchLook({
  on,
  busy,
  disabled,
}: {
  on: boolean;
  busy?: boolean;
  disabled?: boolean;
}) {
  const Mark = on ? Check : Minus;
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "flex h-5 w-9 items-center rounded-full border p-px transition-colors duration-150",
        on ? "border-success-solid bg-success-solid" : "border-control bg-surface",
        disabled && "border-dashed",
      )}
    >
      <span
        className={clsx(
          "flex size-4 items-center justify-center rounded-full transition-transform duration-150",
          on ? "translate-x-4 bg-on-solid text-success-solid" : "bg-control text-surface",
          busy && "animate-pulse",
        )}
      >
        <Mark className="size-3" strokeWidth={3} />
      </span>
    </span>
  );
}
