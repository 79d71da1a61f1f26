/** The looks shared by everything one types or chooses in. 16 px on touch: less makes iOS zoom in. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-base text-ink pointer-coarse:text-lg " +
  "aria-invalid:border-danger disabled:cursor-not-allowed disabled:border-dashed disabled:bg-subtle disabled:text-muted " +
  "[&:is(input,textarea):read-only:not([data-early])]:bg-subtle focus-visible:outline-offset-0";
