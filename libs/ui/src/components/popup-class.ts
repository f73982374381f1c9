/** The ground of everything that floats: menus, selects, tooltips, dialogs. */
export const popupClass =
  'rounded-md border border-line-strong bg-surface text-text shadow-popup outline-none ' +
  'transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0';
