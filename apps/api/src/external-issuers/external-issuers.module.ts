import { Module } from '@nestjs/common';
import { IssuersModule } from '../issuers/issuers.module.js';
import { ExternalIssuers } from './external-issuers.service.js';
import { SnapshotsRepository } from './snapshots.repository.js';

@Module({ imports: [IssuersModule], providers: [ExternalIssuers, SnapshotsRepository] })
export class ExternalIssuersModule {}
