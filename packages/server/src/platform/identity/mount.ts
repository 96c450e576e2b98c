import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Auth } from './auth.ts';

/** Headers as the identity library sees them; the client address comes from us alone, a sent one is overwritten. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value));
  }
  headers.set('x-client-ip', request.ip);
  return headers;
}

// An after-hook of the library may change the body of a refusal, its status stays that of the refusal before: a name
// nobody can have would answer 422 where a wrong password answers 401, and a lock would not be told by its status.
const statusOf = new Map([
  ['WRONG_PASSWORD', 401],
  ['LOCKED', 423],
]);

function statusOfRefusal(status: number, body: Buffer | null): number {
  if (status < 400 || body === null) return status;
  const code = /"code":"([A-Z_]+)"/.exec(body.toString('utf8'))?.[1];
  return statusOf.get(code ?? '') ?? status;
}

/** Mounts the identity library in a scope of its own: raw body in, web Response out. */
export async function mountAuth(app: FastifyInstance, auth: Auth): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      schema: { hide: true },
      handler: async (request, reply) => {
        const body =
          Buffer.isBuffer(request.body) && request.body.length > 0 ? new Uint8Array(request.body) : undefined;
        const answer = await auth.handler(
          new Request(new URL(request.url, auth.options.baseURL), {
            method: request.method,
            headers: headersOf(request),
            ...(body ? { body } : {}),
          }),
        );
        const content = answer.body ? Buffer.from(await answer.arrayBuffer()) : null;
        reply.status(statusOfRefusal(answer.status, content));
        for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
        const cookies = answer.headers.getSetCookie();
        if (cookies.length > 0) reply.header('set-cookie', cookies);
        return reply.serializer((payload: unknown) => payload as string).send(content);
      },
    });
  });
}
