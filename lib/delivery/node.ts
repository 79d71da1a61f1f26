import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "./body-reader";
import { isPolled } from "./doors";
import { acceptsGzip, compressed } from "./gzip";
import { answerUnread } from "./linger";
import { type ReadRequest, type ReadResponse, requestIdOf } from "./message";
import { Outbox } from "./outbox";
import { doorOf, pollMeter } from "./poll-meter";
import { type Parts, ReadApi } from "./read-api";
import { openStream } from "./stream";
import { StreamHub } from "./stream-hub";
import { StreamLimits } from "./stream-limits";

type Ready = { request: ReadRequest; res: ServerResponse; response: ReadResponse; begun: number };

/** The read API and the streams for a node:http server. */
export function createReadApi(parts: Parts): NodeReadApi {
  return new NodeReadApi(parts);
}

class NodeReadApi {
  readonly polls = pollMeter();
  #api: ReadApi;
  #hub: StreamHub;
  #limits: StreamLimits;
  #outbox = new Outbox<Ready>((ready) => this.#send(ready));

  constructor(private readonly parts: Parts) {
    this.#api = new ReadApi({ ...parts, streams: true });
    this.#hub = new StreamHub(parts.snapshot);
    this.#limits = new StreamLimits(parts.openStreams ?? { perAddress: 0, perKey: 0 });
  }

  /** Whether requests for this path (as sent, without the query) are to be given to `handle`, whatever their method. */
  handles(pathname: string): boolean {
    return isPolled(pathname) || pathname === "/api/stream";
  }

  /** Open streams. */
  get streams(): number {
    return this.#hub.size;
  }

  /** The streams by kind of key, and what they were told. */
  get hub(): Pick<StreamHub, "counts" | "kinds"> {
    return this.#hub;
  }

  /** How often an answer was used again. */
  get reuse(): ReadApi["reuse"] {
    return this.#api.reuse;
  }

  /** Answers everything itself, errors too. `requestId`: where whoever received it has named it already. */
  handle(req: IncomingMessage, res: ServerResponse, requestId = idOf(req)): void {
    const begun = performance.now();
    const request = requestOf(req, requestId);
    if (request.path === "/api/stream") {
      openStream(this.parts, { hub: this.#hub, limits: this.#limits }, request, res)
        .then((response) => {
          if (response) send(res, response);
          this.#note(request, response?.status ?? 200, begun);
        })
        .catch((error: unknown) => this.#failed(request, res, error));
    } else if (request.method === "POST") {
      this.#withBody(req, res, request, begun);
    } else {
      this.#respond(request, res, begun);
    }
  }

  /** Ends the streams with a hint when to come back. Polls that are under way are still answered. */
  close(): Promise<void> {
    return this.#hub.close();
  }

  #respond(request: ReadRequest, res: ServerResponse, begun: number): void {
    const response = this.#api.respond(request);
    if (!(response instanceof Promise) && response.compress === null) {
      this.#outbox.put({ request, res, response, begun });
      return;
    }
    Promise.resolve(response)
      .then(compressed)
      .then((response) => this.#outbox.put({ request, res, response, begun }))
      .catch((error: unknown) => this.#failed(request, res, error));
  }

  #send({ request, res, response, begun }: Ready): void {
    try {
      send(res, response);
      this.#note(request, response.status, begun);
    } catch (error) {
      this.#failed(request, res, error);
    }
  }

  #withBody(req: IncomingMessage, res: ServerResponse, request: ReadRequest, begun: number): void {
    readBody(req)
      .then((body) => {
        request.body = body;
        this.#respond(request, res, begun);
      })
      .catch(() => res.destroy()); // The client went away.
  }

  #note(request: ReadRequest, status: number, begun: number): void {
    this.polls.note(doorOf(request.path), status, performance.now() - begun);
  }

  #failed(request: ReadRequest, res: ServerResponse, error: unknown): void {
    this.parts.log.error({ err: error, requestId: request.requestId }, "a poll failed");
    res.destroy();
  }
}

/** The id of a request as it came, when it is fit for a log, else a new one. */
export function idOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return requestIdOf(typeof given === "string" ? given : null);
}

function requestOf(req: IncomingMessage, requestId: string): ReadRequest {
  const url = req.url ?? "/";
  const question = url.indexOf("?");
  const { headers } = req;
  return {
    method: req.method ?? "GET",
    path: question < 0 ? url : url.slice(0, question),
    search: question < 0 ? "" : url.slice(question + 1),
    header: (name) => {
      const value = headers[name];
      return typeof value === "string" ? value : null;
    },
    body: null,
    now: Date.now(),
    requestId,
    gzip: acceptsGzip(headers["accept-encoding"]),
  };
}

function send(res: ServerResponse, { status, headers, body }: ReadResponse): void {
  if (status === 413) return void answerUnread(res, status, headers, body ?? "");
  res.writeHead(status, headers);
  // Plain text goes into the socket as it lies in memory.
  if (typeof body === "string" && headers["content-length"] === String(body.length))
    res.end(body, "latin1");
  else res.end(body);
}
