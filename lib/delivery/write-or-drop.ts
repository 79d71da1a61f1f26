import type { ServerResponse } from "node:http";

const maxBacklog = 65_536;

/** False for a client that does not read: its stream is gone. What it missed, it asks for when it comes back. */
export function writeOrDrop(stream: ServerResponse, text: Buffer): boolean {
  if (stream.writableLength <= maxBacklog) {
    stream.write(text);
    return true;
  }
  stream.destroy();
  return false;
}
