import { openApiDocument } from "@/lib/openapi/document";
import { publicRoute } from "@/lib/rest";

/** The management API described: the same for everybody, and nobody's secret. */
export const GET = publicRoute(async () => ({ body: openApiDocument() }));
