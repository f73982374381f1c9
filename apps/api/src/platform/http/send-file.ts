import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export interface SentFile {
  /** with its charset */
  media: string;
  fileName: string;
  content: string | Readable;
}

/** Answers with a file that a browser saves and nothing on the way keeps. */
export function sendFile(reply: FastifyReply, { media, fileName, content }: SentFile): void {
  void reply
    .type(media)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(content);
}
