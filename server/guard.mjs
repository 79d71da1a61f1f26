// Loaded into a child with --import: a program that does not notice that its parent has died ends with it.
process.on("disconnect", () => process.exit(0));
// The channel alone must not keep a child running that is done.
process.channel?.unref();
