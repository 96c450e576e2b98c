import { randomBytes } from 'node:crypto';
import type { Complaint } from '@shoutian/domain/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { DatabaseProblem } from '../db/index.ts';
import { AppError } from '../errors.ts';
import { databaseFailure, slippedThrough } from './database-failures.ts';

/** Everything that is thrown becomes one kind of answer; faults of ours are logged whole and told in one sentence. */
export function installFailures(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const known = toAppError(error, request);
    const ref = randomBytes(2).toString('hex').toUpperCase();
    const slipped = error instanceof DatabaseProblem && slippedThrough(error);
    if (known.status >= 500) request.log.error({ err: error, ref }, 'request failed');
    else if (slipped) request.log.warn({ err: error, ref }, 'refused by the database alone');
    else request.log.info({ code: known.code, ref }, 'request refused');
    void reply.status(known.status).send({
      error: {
        code: known.code,
        message: known.status >= 500 || slipped ? `${known.message}（编号 ${ref}）` : known.message,
        messageEn: known.messageEn,
        details: [...known.details],
        ref,
      },
    });
  });
  app.setNotFoundHandler((_request, reply) => {
    void reply.status(404).send({
      error: { code: 'notFound', message: '没有这个地址。', messageEn: 'No such address.', details: [], ref: '-' },
    });
  });
}

function toAppError(error: unknown, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details: Complaint[] = error.validation.map((issue) => ({
      code: 'badInput',
      at: `${error.validationContext}${issue.instancePath.replaceAll('/', '.')}`,
      message: issue.message ?? '内容有误',
    }));
    return new AppError('badInput', undefined, { details, cause: error });
  }
  if (error instanceof DatabaseProblem) return databaseFailure(error);
  const status = (error as { statusCode?: number }).statusCode;
  if (status === 413) return new AppError('tooLarge', undefined, { cause: error });
  if (status === 429) return new AppError('tooMany', undefined, { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError('badInput', '请求格式不对。', { en: 'Malformed request.', cause: error });
  }
  request.log.debug({ url: request.url }, 'unexpected failure');
  return new AppError('internal', undefined, { cause: error });
}
