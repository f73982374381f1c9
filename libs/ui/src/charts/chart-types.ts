/** One kind of thing that is counted. */
export interface ChartSeries {
  key: string;
  label: string;
  /** A CSS colour. */
  color: string;
  /** Drawn hatched: read from data that nobody vouches for. */
  hatched: boolean;
}

/** What was counted from `start` (epoch seconds) for one step. */
export interface ChartBucket {
  start: number;
  values: Readonly<Record<string, number>>;
}

/** Something that happened at one moment, worth seeing beside the counts. */
export interface ChartMarker {
  key: string | number;
  at: number;
  kind: 'publish' | 'rotation' | 'revocation';
  label: string;
}
