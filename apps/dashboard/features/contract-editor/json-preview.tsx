import { cx } from '@accord/ui';

export interface JsonPreviewProps {
  text: string;
  readOnly: boolean;
  /** A pointer comes near. */
  onApproach: () => void;
  onFocus: () => void;
}

/** The text of the editor in the editor's looks, before the editor is there. */
export function JsonPreview({ text, readOnly, onApproach, onFocus }: JsonPreviewProps) {
  return (
    <div
      role="textbox"
      aria-multiline="true"
      aria-label="Contract as JSON"
      aria-readonly={readOnly}
      tabIndex={0}
      onPointerEnter={onApproach}
      onFocus={onFocus}
      className="h-full cursor-text overflow-auto bg-[linear-gradient(to_right,var(--sunken)_50px,var(--line)_50px,var(--line)_51px,transparent_51px)] bg-local py-1 font-mono text-xs leading-[1.6]"
    >
      {text.split('\n').map((line, index) => (
        <div key={index} className="flex">
          <span
            aria-hidden="true"
            data-line={index + 1}
            className="w-[50px] shrink-0 pr-[30px] text-right text-faint before:content-[attr(data-line)]"
          />
          <span className="pl-2 whitespace-pre">
            {tokensOf(line).map(([token, kind], place) => (
              <span key={place} className={cx(kind && COLORS[kind])}>
                {token}
              </span>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

type Kind = 'name' | 'string' | 'atom';
const COLORS: Record<Kind, string> = { name: 'text-accent', string: 'text-ok', atom: 'text-warn' };
const TOKEN = /"(?:[^"\\]|\\.)*"(?=(:)?)|[^\s"{}[\],:]+/g;

/** A line of JSON, cut where its colour changes. */
function tokensOf(line: string): [text: string, kind: Kind | null][] {
  const tokens: [string, Kind | null][] = [];
  let end = 0;
  for (const { 0: token, 1: colon, index } of line.matchAll(TOKEN)) {
    tokens.push([line.slice(end, index), null]);
    tokens.push([token, colon ? 'name' : token.startsWith('"') ? 'string' : 'atom']);
    end = index + token.length;
  }
  return [...tokens, [line.slice(end), null]];
}
