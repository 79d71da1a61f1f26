"use client";

/** Inside the console the navigation stays; only the page failed. */
export { PageFailed as default } from "@/components/shell/page-failed";
