import { createServer, type Server } from "node:net";
import { explain, StartFailure } from "./explain";

/** Throws StartFailure, before anything is started, when nobody can listen there. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, host, port);
  await new Promise((resolve) => probe.close(resolve));
}

/** Listens, and resolves with the port. Throws StartFailure, with the mend. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(new StartFailure(sentence(error, host, port)));
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} on ${host} is in use; stop what listens there, or set PORT to another one.`;
  }
  return `Hoist cannot listen on ${host}, port ${port}: ${explain(error)}.`;
}
