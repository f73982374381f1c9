/** `node bare-server.mjs port headers`: answers every request with 304, the ETag it asks with, and the headers (JSON). */
import { createServer } from 'node:http';

const [port, text] = process.argv.slice(2);
const headers = JSON.parse(text);

createServer((request, response) => {
  response.writeHead(304, ['ETag', request.headers['if-none-match'] ?? '""', ...headers]);
  response.end();
}).listen(Number(port), '127.0.0.1');
