import { Module } from '@nestjs/common';
import { FirstRunController } from './first-run.controller.js';
import { FirstRunRepository } from './first-run.repository.js';

@Module({ controllers: [FirstRunController], providers: [FirstRunRepository] })
export class FirstRunModule {}
