import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { Outbox } from "@/lib/delivery/outbox";
import { answerBrokenRequests } from "./broken-request";

it("answers what is no request after what was asked before it, which is answered too", async () => {
  const outbox = new Outbox<ServerResponse>((res) => res.end("first"));
  const server = createServer((_req, res) => outbox.put(res));
  answerBrokenRequests(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\nno request\r\n\r\n");

  const answered = await text(socket);
  expect(answered).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\nfirstHTTP\/1\.1 400 .*"code":"invalid"/s);
  server.close();
});
