import { once } from "node:events";
import net from "node:net";
import pg from "pg";

/** A way to the database that can be cut and mended, as if the database were stopped and started. */
export async function openCable(databaseUrl: string) {
  const { host, port, user = "", password, database } = new pg.Client(databaseUrl);
  const target = host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  const sockets = new Set<net.Socket>();
  const serve = (socket: net.Socket) => {
    const onward = net.connect(target);
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(end);
      end.pipe(other);
      end.on("error", () => other.destroy());
      end.on("close", () => other.destroy());
    }
  };
  const listen = async (at: number) => {
    const server = net.createServer(serve).listen(at, "127.0.0.1");
    await once(server, "listening");
    return server;
  };

  let server = await listen(0);
  const { port: own } = server.address() as net.AddressInfo;
  const url = new URL(`postgresql://127.0.0.1:${own}/${database}`);
  url.username = user;
  url.password = password ?? "";
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: url.href,
    cut,
    mend: async () => {
      server = await listen(own);
    },
  };
}
