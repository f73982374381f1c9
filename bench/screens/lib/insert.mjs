const BATCH = 5_000;

/** Inserts rows (arrays in the order of `columns`: name → type), many with one statement. */
export async function insert(client, table, columns, rows) {
  const names = Object.keys(columns);
  const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`);
  const sql = `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`;
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    await client.query(
      sql,
      names.map((_, index) => batch.map((row) => row[index])),
    );
  }
}
