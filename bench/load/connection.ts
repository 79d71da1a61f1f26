import { connect, type Socket } from "node:net";

/** Called with the status of each answer, once the last byte of it is there. */
type Answered = (status: number) => void;

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("\r\n0\r\n\r\n");
const bufferSize = 262_144;

/**
 * One connection that is kept alive and has one request under way at a time. It reads of an answer what it needs to know
 * where that ends, so that the same light client meets every server.
 */
export class Connection {
  #socket: Socket;
  #answered: Answered = () => {};
  #head: Buffer = Buffer.alloc(0);
  #status = 0;
  /** Bytes of the body that are still to come; infinite for chunks. */
  #missing = 0;
  #tail: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static open(port: number, onBroken: (error: Error) => void): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const found: { connection?: Connection } = {};
      const socket = connect({
        ...{ port, host: "127.0.0.1", noDelay: true },
        onread: {
          buffer: Buffer.alloc(bufferSize),
          callback: (size, buffer) => {
            found.connection?.received((buffer as Buffer).subarray(0, size));
            return true;
          },
        },
      });
      socket.once("error", (error) => {
        reject(error);
        onBroken(error);
      });
      socket.once("connect", () => {
        found.connection = new Connection(socket);
        resolve(found.connection);
      });
      socket.once("end", () => onBroken(new Error("The server closed a connection.")));
    });
  }

  ask(request: string, answered: Answered): void {
    this.#answered = answered;
    this.#socket.write(request, "latin1");
  }

  close(): void {
    this.#socket.removeAllListeners().on("error", () => {});
    this.#socket.destroy();
  }

  received(piece: Buffer): void {
    if (this.#missing > 0) this.#body(piece);
    else this.#start(this.#head.length > 0 ? Buffer.concat([this.#head, piece]) : piece);
  }

  #start(piece: Buffer): void {
    const end = piece.indexOf(headEnd);
    if (end < 0) {
      this.#head = Buffer.from(piece);
      return;
    }
    this.#head = Buffer.alloc(0);
    const head = piece.toString("latin1", 0, end).toLowerCase();
    this.#status = Number(head.slice(9, 12));
    const body = end + headEnd.length;
    const length = head.indexOf("\r\ncontent-length:");
    if (head.includes("\r\ntransfer-encoding: chunked")) this.#missing = Number.POSITIVE_INFINITY;
    else this.#missing = length < 0 ? 0 : Number.parseInt(head.slice(length + 17, length + 30), 10);
    if (this.#missing === 0) this.#answered(this.#status);
    else if (piece.length > body) this.#body(piece.subarray(body));
  }

  #body(piece: Buffer): void {
    if (this.#missing === Number.POSITIVE_INFINITY) {
      this.#tail = Buffer.concat([this.#tail, piece.subarray(-lastChunk.length)]);
      this.#tail = Buffer.from(this.#tail.subarray(-lastChunk.length));
      if (this.#tail.equals(lastChunk)) this.#missing = 0;
    } else {
      this.#missing -= piece.length;
    }
    if (this.#missing < 0) throw new Error("More was answered than said.");
    if (this.#missing > 0) return;
    this.#tail = Buffer.alloc(0);
    this.#answered(this.#status);
  }
}
