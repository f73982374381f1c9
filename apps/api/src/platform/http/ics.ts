import { LATEST_EPOCH } from '@accord/contract';

/** One moment in a calendar. */
export interface CalendarEvent {
  /** Stays the same for the same thing, so that a calendar replaces what it had. */
  uid: string;
  /** Epoch seconds. */
  at: number;
  summary: string;
  description: string;
  /** Not certain yet. */
  tentative: boolean;
}

const MOST_OCTETS = 75;

/** A calendar (RFC 5545) with every time in UTC, `stampedAt` in epoch seconds. Lines end in CRLF and are folded. */
export function icsCalendar(name: string, events: readonly CalendarEvent[], stampedAt: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Accord//Rotation//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `DTSTAMP:${utc(stampedAt)}`,
      `DTSTART:${utc(event.at)}`,
      `SUMMARY:${escaped(event.summary)}`,
      `DESCRIPTION:${escaped(event.description)}`,
      `STATUS:${event.tentative ? 'TENTATIVE' : 'CONFIRMED'}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** TEXT, section 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** DATE-TIME in form 2, section 3.3.5, whose years have four digits: what is planned for later stands at their end. */
function utc(epoch: number): string {
  return new Date(Math.min(epoch, LATEST_EPOCH) * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** At most 75 octets a line, never inside a character, section 3.1. */
function folded(line: string): string {
  let [text, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
