import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChangePasswordService } from '../sessions/change-password.service.js';
import { LogInService } from '../sessions/log-in.service.js';
import { LoginLockEntity } from '../sessions/login-lock.entity.js';
import { LoginLocks } from '../sessions/login-locks.js';
import { SessionAuthenticator } from '../sessions/session-authenticator.js';
import { SessionController } from '../sessions/session.controller.js';
import { SessionEntity } from '../sessions/session.entity.js';
import { SessionsController } from '../sessions/sessions.controller.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { UserEntity } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

/** People and their sessions. One module: disabling a person ends sessions, and logging in reads people. */
@Module({
  imports: [TypeOrmModule.forFeature([UserEntity, SessionEntity, LoginLockEntity])],
  controllers: [UsersController, SessionController, SessionsController],
  providers: [
    UsersRepository,
    UsersService,
    SessionsRepository,
    SessionsService,
    SessionAuthenticator,
    LogInService,
    ChangePasswordService,
    LoginLocks,
  ],
})
export class UsersModule {}
