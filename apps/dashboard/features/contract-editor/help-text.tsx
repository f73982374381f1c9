import { MarkedText } from '../shared/marked-text';

const RFC = /(RFC (\d+)(?: §([\d.]*\d))?)/;

/** Help from the schema, with every RFC as a link to its section. */
export function HelpText({ text }: { text: string }) {
  const [before = '', label, number, section] = text.split(RFC);
  if (label === undefined) return <MarkedText text={text} />;
  const rest = text.slice(before.length + label.length);
  const href = `https://www.rfc-editor.org/rfc/rfc${number ?? ''}${section ? `#section-${section}` : ''}`;
  return (
    <>
      <MarkedText text={before} />
      <a href={href} target="_blank" rel="noreferrer" className="rounded-sm underline hover:text-text">
        {label}
      </a>
      <HelpText text={rest} />
    </>
  );
}
