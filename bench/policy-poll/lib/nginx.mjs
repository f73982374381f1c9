import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestLine } from './load.mjs';
import { startOn, untilAnswers } from './processes.mjs';

/** A file of the size of a bundle, served by one worker of nginx; the requests are those of Accord's clients. */
export async function startNginx({ port, core, log, folder, accordFile }) {
  const home = join(folder, 'nginx');
  mkdirSync(join(home, 'v1'), { recursive: true });
  writeFileSync(join(home, 'v1/policy'), 'x'.repeat(2_500));
  writeFileSync(join(home, 'nginx.conf'), configuration(home, port));
  const child = startOn(core, 'nginx', ['-p', home, '-c', join(home, 'nginx.conf'), '-g', 'daemon off;'], {
    log,
  });
  const url = `http://127.0.0.1:${port}/v1/policy`;
  await untilAnswers(url, child, 10_000);
  const etag = (await fetch(url)).headers.get('etag');
  const file = join(folder, 'nginx.requests');
  writeFileSync(
    file,
    readFileSync(accordFile, 'utf8')
      .split('\n')
      .map((line) => withEtag(line, etag))
      .join('\n'),
  );
  return { name: 'nginx, a static file', pid: child.pid, port, file };
}

function withEtag(line, etag) {
  const headers = line
    .split('\t')[1]
    .split('\\r\\n')
    .filter((header) => /^(Authorization|Accord-)/.test(header))
    .map((header) => header.split(': '));
  return requestLine({ path: '/v1/policy', etag, answeredEtag: etag, headers: Object.fromEntries(headers) });
}

function configuration(home, port) {
  return `
    user root;
    worker_processes 1;
    pid ${home}/nginx.pid;
    error_log ${home}/error.log;
    events { worker_connections 4096; }
    http {
      access_log off;
      keepalive_requests 100000000;
      client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/fastcgi;
      uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
      server { listen 127.0.0.1:${port}; root ${home}; }
    }`;
}
