"use client";

import clsx from "clsx";
import { Star } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { forget, remember, useKeys } from "./key-lists";

/** Marks a flag as one's favourite, in this browser: the palette offers it first. */
export function FavouriteButton({ project, flag }: { project: string; flag: string }) {
  const marked = useKeys("favourite", project).includes(flag);
  const change = marked ? forget : remember;
  return (
    <button
      type="button"
      aria-label={`Favourite ${flag}`}
      title={marked ? "No longer a favourite" : "Make it a favourite"}
      aria-pressed={marked}
      onClick={() => change("favourite", project, flag)}
      className={clsx(buttonClass("ghost", "icon"), "size-6! text-muted! hover:text-ink!")}
    >
      <Star aria-hidden="true" className={clsx("size-4", marked && "fill-current text-accent")} />
    </button>
  );
}
