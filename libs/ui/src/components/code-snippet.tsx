import { CopyButton } from './copy-button.js';

export interface CodeSnippetProps {
  /** What the code is, shown above it: `Shell`, `contract v7`. */
  title: string;
  code: string;
  /** Scrolls inside past this many lines' height. */
  tall?: boolean;
}

/** Code to copy. It scrolls inside, never the page. */
export function CodeSnippet({ title, code, tall }: CodeSnippetProps) {
  return (
    <figure className="overflow-hidden rounded-md border bg-sunken">
      <figcaption className="flex h-8 items-center justify-between gap-2 border-b pr-1 pl-3 text-xs text-muted">
        {title}
        <CopyButton text={code} label={`Copy ${title}`} />
      </figcaption>
      <pre
        tabIndex={0}
        aria-label={title}
        role="group"
        className={`overflow-auto px-3 py-2.5 text-xs leading-5 focus-visible:-outline-offset-2 ${tall ? 'max-h-[70vh]' : 'max-h-72'}`}
      >
        <code className="text-[1em]">{code}</code>
      </pre>
    </figure>
  );
}
