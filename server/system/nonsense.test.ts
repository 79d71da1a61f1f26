import { describeNonsense } from "./withstanding";

// More of them: nonsense.soak.test.ts.
describeNonsense(10_000);
