import { Global, Module } from '@nestjs/common';
import { EventBus } from './event-bus.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Global()
@Module({ controllers: [EventsController], providers: [EventBus, EventsService], exports: [EventBus] })
export class EventsModule {}
