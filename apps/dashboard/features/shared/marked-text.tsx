/** Text with names in backticks set as code. */
export function MarkedText({ text }: { text: string }) {
  return text.split('`').map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <code key={index} className="rounded-sm bg-sunken px-0.5 py-px break-words">
        {piece}
      </code>
    ),
  );
}
