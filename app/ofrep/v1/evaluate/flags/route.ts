import { handleRead } from "@/lib/delivery/next";

export const dynamic = "force-dynamic";

export {
  handleRead as DELETE,
  handleRead as GET,
  handleRead as HEAD,
  handleRead as OPTIONS,
  handleRead as PATCH,
  handleRead as POST,
  handleRead as PUT,
};
