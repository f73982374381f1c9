import type { KeyboardEvent } from 'react';

/** The attribute that a bar's element carries with its id. */
export const BAR_ID = 'data-bar-id';

/** Arrow keys go from bar to bar, Home and End to the ends, Enter and Space choose. */
export function rovingBars(ids: readonly string[], selected: string | null, onSelect: (id: string) => void) {
  const tabbable = selected !== null && ids.includes(selected) ? selected : ids[0];

  const keyDown = (event: KeyboardEvent<SVGGElement>) => {
    const index = ids.indexOf(event.currentTarget.getAttribute(BAR_ID) ?? '');
    const targets: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowRight: index + 1,
      ArrowUp: index - 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: ids.length - 1,
      Enter: index,
      ' ': index,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const id = ids[Math.min(ids.length - 1, Math.max(0, target))];
    if (id === undefined) return;
    const bar = event.currentTarget.ownerSVGElement?.querySelector<SVGGElement>(
      `[${BAR_ID}="${CSS.escape(id)}"]`,
    );
    bar?.focus();
    onSelect(id);
  };
  return { tabbable, keyDown };
}
