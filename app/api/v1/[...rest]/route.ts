import { Refusal } from "@/lib/errors";
import { publicRoute } from "@/lib/rest";

/** Every address of the management API that no other route answers: a problem document, not a page. */
const nothing = publicRoute(async () => {
  throw new Refusal(
    "not_found",
    "There is nothing at this address. See /api/openapi.json for those there are.",
  );
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
