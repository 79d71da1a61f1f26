import { Example, Row } from "./example";

const grounds = ["bg-canvas", "bg-surface", "bg-subtle", "bg-hover"];
const states = [
  { name: "accent", className: "border-accent-line bg-accent-soft text-accent" },
  { name: "success", className: "border-success-line bg-success-soft text-success" },
  { name: "warning", className: "border-warning-line bg-warning-soft text-warning" },
  { name: "danger", className: "border-danger-line bg-danger-soft text-danger" },
];
const solids = ["bg-accent-solid", "bg-accent-strong", "bg-success-solid", "bg-danger-solid"];

/** Colours, lines and sizes of text. */
export function FoundationExamples() {
  return (
    <>
      <Example title="Colours">
        <Row label="Grounds">
          {grounds.map((ground) => (
            <span key={ground} className={`rounded-md border px-3 py-2 ${ground}`}>
              {ground.slice(3)} <span className="text-muted">muted</span>
            </span>
          ))}
        </Row>
        <Row label="States">
          {states.map(({ name, className }) => (
            <span key={name} className={`rounded-md border px-3 py-2 ${className}`}>
              {name}
            </span>
          ))}
        </Row>
        <Row label="Fills">
          {solids.map((solid) => (
            <span key={solid} className={`rounded-md px-3 py-2 text-on-solid ${solid}`}>
              {solid.slice(3)}
            </span>
          ))}
        </Row>
        <Row label="Lines">
          <span className="rounded-md border border-line px-3 py-2">line</span>
          <span className="rounded-md border border-line-strong px-3 py-2">line-strong</span>
          <span className="rounded-md border border-control px-3 py-2">control</span>
        </Row>
      </Example>
      <Example title="Type">
        <p className="text-2xl font-semibold">24 px, for what stands alone</p>
        <p className="text-xl font-semibold">20 px, the name of a page</p>
        <p className="text-lg font-semibold">16 px, the name of a part</p>
        <p>14 px, what is read. Numbers line up: 1,111.00 and 8,888.88</p>
        <p className="text-sm text-muted">13 px, what explains</p>
        <p className="text-xs text-muted">12 px, what marks</p>
        <p className="font-mono text-sm">new-checkout.v2, a key in a fixed width</p>
      </Example>
    </>
  );
}
