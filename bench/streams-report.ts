import { report, table } from "@/bench/report";
import { bytesEach, type StreamFigure, type StreamFigures } from "@/bench/streams";

/** Prints what `measureStreams` found. */
export function reportStreams(found: StreamFigures): void {
  const rows = (name: string, figures: StreamFigure[]) =>
    bytesEach(figures).map((each, index) => {
      const figure = figures[index + 1];
      const milliseconds = Math.round(figure?.milliseconds ?? Number.NaN);
      return [name, figure?.streams ?? 0, figure?.heard ?? 0, milliseconds, kilobytes(each)];
    });
  const figures = table(
    ["streams in one process", "open", "heard one change", "ms to the last of them", "KB a stream"],
    [...rows("Hoist", found.hoist), ...rows("plain node:http", found.plain)],
  );
  const missed = found.hoist.map(({ streams, heard }) => streams - heard);
  const [ours = Number.NaN, theirs = Number.NaN] = [found.hoist, found.plain].map((figures) =>
    bytesEach(figures).at(-1),
  );
  const most = found.hoist.at(-1)?.streams ?? 0;
  report("streams", "Open streams", [figures], found, [
    {
      what: `streams that did not hear a change, of up to ${most}`,
      ...{ against: "–", found: missed, digits: 0, unit: "", atMost: 0 },
    },
    {
      what: `memory a stream, ${most} open`,
      ...{ against: "plain node:http", found: [ours / theirs], atMost: 1.5 },
      why: "a stream keeps its request, which Node does not let go of while its answer is open",
    },
  ]);
}

function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(1);
}
