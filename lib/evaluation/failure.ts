/** The document says something that cannot be evaluated. `path` leads to it, from the document's root. */
export class CannotCompile extends Error {
  constructor(
    message: string,
    readonly path: readonly (string | number)[] = [],
  ) {
    super(message);
  }
}
