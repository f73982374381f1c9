import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** One request, timed from its start to the answer's last byte. @returns {Promise<{ ms: number, text: string }>} */
export function send(url, token, method = 'GET', body = undefined) {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const outgoing = request(url, { agent, method, headers }, async (answer) => {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      const ms = performance.now() - started;
      const text = Buffer.concat(chunks).toString();
      if (answer.statusCode >= 300)
        reject(new Error(`${method} ${url} was answered ${answer.statusCode}: ${text}`));
      else resolve({ ms, text });
    });
    outgoing.once('error', reject).end(body && JSON.stringify(body));
  });
}

export const closeConnections = () => agent.destroy();
