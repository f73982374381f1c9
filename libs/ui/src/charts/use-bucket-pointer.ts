import { useState, type KeyboardEvent, type PointerEvent } from 'react';

export interface BucketPointer {
  /** The bar under the pointer or chosen by keyboard; null for none. */
  current: number | null;
  /** First and last bar of what is being dragged over; null for no drag. */
  dragged: readonly [number, number] | null;
  handlers: {
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
    onPointerUp: () => void;
    onPointerLeave: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
    onBlur: () => void;
  };
}

/** Follows pointer and arrow keys over bars, and a drag from one bar to another. */
export function useBucketPointer(
  count: number,
  indexAt: (x: number) => number,
  onPick: (first: number, last: number) => void,
): BucketPointer {
  const [current, setCurrent] = useState<number | null>(null);
  const [start, setStart] = useState<number | null>(null);
  const clamp = (index: number) => Math.min(count - 1, Math.max(0, index));
  const under = (event: PointerEvent<SVGSVGElement>) =>
    clamp(indexAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const dragged =
    start !== null && current !== null && start !== current
      ? ([Math.min(start, current), Math.max(start, current)] as const)
      : null;

  const move = (event: KeyboardEvent, next: number) => {
    event.preventDefault();
    setCurrent(clamp(next));
  };
  return {
    current: count > 0 ? current : null,
    dragged,
    handlers: {
      onPointerMove: (event) => setCurrent(under(event)),
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        // A finger moves over nothing before it is put down.
        setCurrent(under(event));
        setStart(under(event));
      },
      onPointerUp: () => {
        if (dragged) onPick(...dragged);
        else if (start !== null) onPick(start, start);
        setStart(null);
      },
      onPointerLeave: () => {
        setStart(null);
        setCurrent(null);
      },
      onKeyDown: (event) => {
        if (event.key === 'ArrowRight') move(event, (current ?? -1) + 1);
        if (event.key === 'ArrowLeft') move(event, (current ?? count) - 1);
        if (event.key === 'Home') move(event, 0);
        if (event.key === 'End') move(event, count - 1);
        if (event.key === 'Enter' && current !== null) onPick(current, current);
      },
      onBlur: () => setCurrent(null),
    },
  };
}
