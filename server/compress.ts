import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Transform } from "node:stream";
import zlib from "node:zlib";

const worthwhile =
  /^(?:text\/(?!event-stream)|application\/(?:json|javascript|manifest\+json|problem\+json|xml)|image\/svg\+xml)/;
const LEAST_BYTES = 1024;

/**
 * A compressor for this answer, its headers changed accordingly; undefined when it goes out as it is. Every chunk is
 * flushed, since React streams pages in pieces that must not wait for each other.
 */
export function compressorFor(
  req: IncomingMessage,
  status: number,
  headers: OutgoingHttpHeaders,
): Transform | undefined {
  if (!worthwhile.test(String(headers["content-type"] ?? ""))) return undefined;
  headers.vary = [headers.vary, "Accept-Encoding"].flat().filter(Boolean).join(", ");
  const length = Number(headers["content-length"] ?? Number.POSITIVE_INFINITY);
  const hasBody = req.method !== "HEAD" && status !== 204 && status !== 304;
  const isWhole = status !== 206 && headers["content-encoding"] === undefined;
  const accepted = /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0+)?\s*(?:,|$))[^,]*)?(?:,|$)/i;
  if (!hasBody || !isWhole || length < LEAST_BYTES) return undefined;
  if (!accepted.test(String(req.headers["accept-encoding"] ?? ""))) return undefined;

  headers["content-encoding"] = "gzip";
  delete headers["content-length"];
  const tag = headers.etag;
  if (typeof tag === "string" && !tag.startsWith("W/")) headers.etag = `W/${tag}`;
  return zlib.createGzip({ level: 5, flush: zlib.constants.Z_SYNC_FLUSH });
}
