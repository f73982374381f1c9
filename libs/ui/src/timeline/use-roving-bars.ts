import { useRef, type KeyboardEvent } from 'react';

/** Arrow keys go from bar to bar, Home and End to the ends, Enter and Space choose. */
export function useRovingBars(
  ids: readonly string[],
  selected: string | null,
  onSelect: (id: string) => void,
) {
  const elements = useRef(new Map<string, SVGGElement>());
  const tabbable = selected !== null && ids.includes(selected) ? selected : ids[0];

  const focus = (index: number) => {
    const id = ids[Math.min(ids.length - 1, Math.max(0, index))];
    if (id === undefined) return;
    elements.current.get(id)?.focus();
    onSelect(id);
  };
  const keyDown = (id: string) => (event: KeyboardEvent) => {
    const index = ids.indexOf(id);
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
    focus(target);
  };
  const register = (id: string) => (element: SVGGElement | null) => {
    if (element) elements.current.set(id, element);
    else elements.current.delete(id);
  };
  return { tabbable, keyDown, register };
}
