/** What is wrong with a document, one sentence a line; said aloud when it comes. */
export function Problems({ id, sentences }: { id?: string; sentences: string[] }) {
  return (
    <div id={id} role="alert" className="mt-1 text-sm text-danger empty:hidden">
      {sentences.map((sentence) => (
        <p key={sentence} className="break-words">
          {sentence}
        </p>
      ))}
    </div>
  );
}
