import pg from 'pg';
import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { databaseTrouble } from './database-trouble.js';

function ofServer(code: string): Error {
  const error = new pg.DatabaseError('said by the server', 1, 'error');
  return Object.assign(error, { code, severity: 'ERROR' });
}

const withCode = (code: string) => Object.assign(new Error('of the socket'), { code });

describe('databaseTrouble', () => {
  it.each([
    ['08006', 'unavailable'],
    ['57P01', 'unavailable'],
    ['57P03', 'unavailable'],
    ['53300', 'unavailable'],
    ['28P01', 'unavailable'],
    ['53100', 'full'],
    ['53200', 'full'],
    ['25006', 'read_only'],
    ['23505', undefined],
    ['57014', undefined],
    ['42P01', undefined],
  ])('takes the state %s for %s, wrapped or not', (state, trouble) => {
    expect(databaseTrouble(ofServer(state))).toBe(trouble);
    expect(databaseTrouble(new QueryFailedError('SELECT', [], ofServer(state)))).toBe(trouble);
  });

  it.each([
    [withCode('ECONNREFUSED'), 'unavailable'],
    [withCode('ECONNRESET'), 'unavailable'],
    [new Error('timeout exceeded when trying to connect'), 'unavailable'],
    [new Error('Connection terminated unexpectedly'), 'unavailable'],
    [new Error('Connection terminated due to connection timeout'), 'unavailable'],
    [new Error('Query read timeout'), 'unavailable'],
    [new Error('Client has encountered a connection error and is not queryable'), 'unavailable'],
    [new Error('Client was closed and is not queryable'), 'unavailable'],
    [new Error('Cannot use a pool after calling end on the pool'), 'stopping'],
    [new Error('a defect'), undefined],
    ['no error at all', undefined],
  ])('takes %s for %s', (error, trouble) => {
    expect(databaseTrouble(error)).toBe(trouble);
  });
});
