import { useEffect, type RefObject } from 'react';

/**
 * Leads to what a form was refused for, each time that `refusal` becomes another one: to the first invalid field, which
 * takes the focus, else to the alert. Either may have been scrolled out of sight.
 */
export function useLeadToError(form: RefObject<HTMLFormElement | null>, refusal: unknown): void {
  useEffect(() => {
    if (refusal === null) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const target = field ?? form.current?.querySelector('[role="alert"]');
    target?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }, [form, refusal]);
}
