import clsx from "clsx";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type BannerTone = "info" | "warning" | "danger";

const tones = {
  info: { look: "border-accent-line bg-accent-soft", mark: "text-accent", Icon: Info },
  warning: {
    look: "border-warning-line bg-warning-soft",
    mark: "text-warning",
    Icon: TriangleAlert,
  },
  danger: { look: "border-danger-line bg-danger-soft", mark: "text-danger", Icon: CircleAlert },
};

/**
 * A message that stays: about the page, or the answer to a form. `live` announces it when it
 * appears after loading (danger at once, else politely).
 */
export function Banner({
  tone = "info",
  title,
  action,
  live,
  className,
  children,
}: {
  tone?: BannerTone;
  title?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const { look, mark, Icon } = tones[tone];
  const role = live ? (tone === "danger" ? "alert" : "status") : undefined;
  return (
    <div role={role} className={clsx("flex gap-3 rounded-md border px-3 py-2", look, className)}>
      <Icon aria-hidden="true" className={clsx("mt-0.5 size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}
