import { useEffect, useEffectEvent } from 'react';

/** What closes by Escape itself and lies over the page. */
const LAYERS = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Calls back when Escape is pressed anywhere but in a layer over the page. */
export function useEscape(onEscape: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(LAYERS)) return;
    onEscape();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
