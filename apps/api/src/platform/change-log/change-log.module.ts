import { Global, Module } from '@nestjs/common';
import { ChangeLog } from './change-log.js';
import { ChangeLogFollower } from './change-log-follower.js';

@Global()
@Module({ providers: [ChangeLog, ChangeLogFollower], exports: [ChangeLog, ChangeLogFollower] })
export class ChangeLogModule {}
