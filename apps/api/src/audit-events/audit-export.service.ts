import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AuditEventView, AuditExportFormat, AuditExportQuery } from '@accord/contract/http';
import { ChangeLog } from '../platform/change-log/change-log.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Places } from '../services/places.js';
import { auditEventView } from './audit-event-view.js';
import { CSV_HEADER, auditCsvLine } from './audit-csv.js';
import { AuditEventsRepository } from './audit-events.repository.js';
import type { AuditSelection } from './audit-filter.js';

const BATCH = 1_000;

interface Format {
  media: string;
  header: string;
  line: (event: AuditEventView) => string;
}

const FORMATS: Readonly<Record<AuditExportFormat, Format>> = {
  csv: { media: 'text/csv; charset=utf-8; header=present', header: CSV_HEADER, line: auditCsvLine },
  ndjson: { media: 'application/x-ndjson', header: '', line: (event) => `${JSON.stringify(event)}\n` },
};

export interface AuditExport {
  media: string;
  fileName: string;
  content: Readable;
}

/** Hands out parts of the log as files, and writes down that it did. */
@Injectable()
export class AuditExportService {
  constructor(
    private readonly log: AuditEventsRepository,
    private readonly changeLog: ChangeLog,
    private readonly places: Places,
  ) {}

  /**
   * All matches up to the export's own event, oldest first. The log only grows at its end, so reading it batch by batch
   * after the last number gives what one snapshot would, without holding a transaction open for a slow reader.
   *
   * @throws Problem 404 for a service that never was; nothing is written down then
   */
  async export(caller: RequestContext, { format, ...filter }: AuditExportQuery): Promise<AuditExport> {
    await this.places.assertNamed({ service: filter.service });
    const { number } = await this.changeLog.run(caller, async (change) => {
      const position = await change.lock();
      await change.record({
        action: 'audit_log.exported',
        object: { kind: 'audit_log', id: 'audit_log', name: `${format} up to ${position.number - 1}` },
        before: null,
        after: { format, filter, up_to: position.number - 1 },
      });
      return position;
    });
    const selection = { ...(await this.log.withNames(filter)), before: number };
    const { media, header, line } = FORMATS[format];
    return {
      media,
      fileName: `accord-audit-${number - 1}.${format}`,
      content: Readable.from(this.lines(selection, header, line)),
    };
  }

  private async *lines(
    selection: AuditSelection,
    header: string,
    line: Format['line'],
  ): AsyncGenerator<string> {
    if (header !== '') yield header;
    for (let after = 0, full = true; full;) {
      const rows = await this.log.listForward({ ...selection, after }, BATCH);
      if (rows.length > 0) yield rows.map((row) => line(auditEventView(row))).join('');
      after = rows.at(-1)?.number ?? after;
      full = rows.length === BATCH;
    }
  }
}
