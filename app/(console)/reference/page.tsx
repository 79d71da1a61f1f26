import type { Metadata } from "next";
import { ReferencePage } from "@/components/reference/reference-page";
import { openApiDocument } from "@/lib/openapi/document";

export const metadata: Metadata = { title: "API reference" };

export default function Reference() {
  return <ReferencePage api={openApiDocument()} />;
}
