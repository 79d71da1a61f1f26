import { describeNonsense } from "./withstanding";

describeNonsense(100_000);
