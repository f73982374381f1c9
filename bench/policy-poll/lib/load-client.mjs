/**
 * The load: `node load-client.mjs port file seconds connections`. Keep-alive connections with one request in flight
 * each; every answer is looked at. Sockets read into one buffer of their own and requests are prepared bytes, so that
 * as little as possible of the time is the client's.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [port, file, seconds, connections] = process.argv.slice(2);
const requests = readFileSync(file, 'utf8').split('\n').map(prepare);
const END_OF_HEADERS = Buffer.from('\r\n\r\n');
const STATUS = Buffer.from('HTTP/1.1 304 ');
const BUFFER_BYTES = 16 * 1024;

let next = 0;
let answered = 0;
let failed = 0;
let sample = '';
let stopped = false;

function prepare(line) {
  const tab = line.indexOf('\t');
  const bytes = Buffer.from(line.slice(tab + 1).replaceAll('\\r\\n', '\r\n'), 'latin1');
  return { etag: Buffer.from(line.slice(0, tab), 'latin1'), bytes };
}

function isRight(answer, etag) {
  return answer.subarray(0, STATUS.length).equals(STATUS) && answer.includes(etag);
}

function open() {
  let expected;
  let pending = Buffer.alloc(0);
  const send = () => {
    expected = requests[next % requests.length];
    next += 1;
    socket.write(expected.bytes);
  };
  const take = (length, buffer) => {
    const got = buffer.subarray(0, length);
    const answer = pending.length === 0 ? got : Buffer.concat([pending, got]);
    if (!answer.subarray(-END_OF_HEADERS.length).equals(END_OF_HEADERS)) {
      pending = Buffer.from(answer);
      return true;
    }
    pending = Buffer.alloc(0);
    if (stopped) {
      socket.destroy();
      return true;
    }
    answered += 1;
    if (!isRight(answer, expected.etag)) fail(answer.toString('latin1', 0, 120));
    send();
    return true;
  };
  const onread = { buffer: Buffer.alloc(BUFFER_BYTES), callback: take };
  const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true, onread });
  socket.once('connect', send);
  socket.once('error', (error) => fail(error.message));
  socket.once('close', () => {
    if (!stopped) fail('the connection was closed');
  });
}

function fail(what) {
  failed += 1;
  sample ||= what;
}

const startedAt = performance.now();
for (let index = 0; index < Number(connections); index += 1) open();
setTimeout(
  () => {
    stopped = true;
    const elapsed = (performance.now() - startedAt) / 1000;
    console.log(JSON.stringify({ requests: answered, seconds: elapsed, failed, sample }));
    process.exit(0);
  },
  Number(seconds) * 1000,
);
