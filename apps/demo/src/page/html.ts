const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escape = (text: unknown) => String(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

export function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = (tag: string, row: readonly unknown[]) =>
    row.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('');
  return `<div class="scroll"><table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells('td', row)}</tr>`)
    .join('')}</tbody></table></div>`;
}

/** The whole document; refreshes itself. */
export function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="5">
<style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#e3e5e8, #2b2f36); --soft: light-dark(#5b6470, #9aa4b2); }
body { font: 14px/1.5 system-ui, sans-serif; margin: 0; background: light-dark(#fff, #101216);
  color: light-dark(#15181d, #e8eaed); }
main { max-width: 960px; margin: 0 auto; padding: 32px 16px 64px; }
h1 { font-size: 20px; margin: 0 0 4px; } h2 { font-size: 15px; margin: 32px 0 4px; }
p { color: var(--soft); margin: 0 0 12px; max-width: 70ch; } a { color: light-dark(#2450d8, #8ea6ff); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 6px 16px 6px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { font-weight: 500; color: var(--soft); }
`;
