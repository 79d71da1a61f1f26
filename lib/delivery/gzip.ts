import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Answer, ReadResponse } from "./message";

const gzipped = promisify(gzip);

export function acceptsGzip(accepted: string | string[] | undefined): boolean {
  if (accepted === undefined) return false;
  const gzip = /(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(String(accepted));
  return gzip !== null && Number(gzip[1] ?? 1) > 0;
}

/** What is to be sent, compressed where that is wanted. */
export async function compressed(response: ReadResponse): Promise<ReadResponse> {
  const { status, headers, compress: answer } = response;
  if (!answer) return response;
  answer.gzip ??= compress(answer.body);
  const body = await answer.gzip;
  headers["content-length"] = String(body.length);
  return { status, headers, body, compress: null };
}

/** zlib gives a piece of a larger buffer, all of which would be kept with the answer. */
async function compress(body: Answer["body"]): Promise<Buffer<ArrayBuffer>> {
  const piece = await gzipped(body);
  const whole = Buffer.allocUnsafeSlow(piece.length);
  piece.copy(whole);
  return whole;
}
