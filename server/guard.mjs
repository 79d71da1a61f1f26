// Loaded into a child with --import: a program that does not notice that its parent has died ends with it.
process.on("disconnect", () => process.exit(1));

// Whoever listens to its channel is kept running by it. A step of the start must end when it is done; the workers of a
// step, which have this guard too, live by their channel alone.
if (Number(process.env.HOIST_STEP_OF) === process.ppid) process.channel?.unref();
