import { Module } from '@nestjs/common';
import { JwksBook } from './jwks-book.js';
import { JwksController } from './jwks.controller.js';

@Module({ controllers: [JwksController], providers: [JwksBook] })
export class JwksModule {}
