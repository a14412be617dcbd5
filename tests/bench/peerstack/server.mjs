// SPDX-License-Identifier: Apache-2.0
// The stack that the idea was first built with, reproduced minimally: Express 4, tRPC 11 with superjson, Drizzle, zod,
// mysql2 and jose. Environment: PORT, DB_PORT, DB; UPSERT=1 adds the template's write of users.lastSignedIn to every
// request. Without it (the default) the figures favour the peer. `server.mjs token` prints two people's sessions.
import express from 'express';
import { initTRPC, TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { parse } from 'cookie';
import { and, desc, eq, gte, lte } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/mysql2';
import { jwtVerify, SignJWT } from 'jose';
import mysql from 'mysql2/promise';
import superjson from 'superjson';
import { z } from 'zod';
import { attendanceMetrics, conversations, messages, quickReplies, users } from './tables.mjs';

const pool = mysql.createPool({
  host: '127.0.0.1',
  port: Number(process.env.DB_PORT ?? 33061),
  user: 'bench',
  password: 'bench',
  database: process.env.DB ?? 'seed',
}); // ten connections, mysql2's default
const db = drizzle(pool);
const secret = new TextEncoder().encode('a key for loopback, for as long as a benchmark runs');

async function userOf(request) {
  const session = parse(request.headers.cookie ?? '').app_session_id;
  if (!session) return null;
  try {
    const { payload } = await jwtVerify(session, secret, { algorithms: ['HS256'] });
    const [user] = await db.select().from(users).where(eq(users.openId, payload.openId)).limit(1);
    if (!user) return null;
    if (process.env.UPSERT === '1') {
      const lastSignedIn = new Date();
      await db.insert(users).values({ openId: user.openId, lastSignedIn }).onDuplicateKeyUpdate({ set: { lastSignedIn } });
    }
    return user;
  } catch {
    return null;
  }
}

const trpc = initTRPC.context().create({ transformer: superjson });
const signedIn = trpc.procedure.use(({ ctx, next }) => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx });
});
const only = (...roles) =>
  signedIn.use(({ ctx, next }) => {
    if (!roles.includes(ctx.user.role)) throw new TRPCError({ code: 'FORBIDDEN' });
    return next({ ctx });
  });
const staff = only('atendente', 'gerente', 'admin');
const managers = only('gerente', 'admin');

const send = signedIn
  .input(z.object({ conversationId: z.number(), content: z.string().min(1) }))
  .mutation(async ({ ctx, input }) => {
    const found = await db.select().from(conversations).where(eq(conversations.id, input.conversationId)).limit(1);
    if (!found[0]) throw new TRPCError({ code: 'NOT_FOUND' });
    const message = { conversationId: found[0].id, senderId: ctx.user.id, content: input.content };
    const [result] = await db.insert(messages).values(message);
    return { id: result.insertId };
  });

const getByConversation = signedIn
  .input(z.object({ conversationId: z.number() }))
  .query(({ input }) =>
    db.select().from(messages).where(eq(messages.conversationId, input.conversationId)).orderBy(messages.createdAt),
  );

const myAssignedConversations = staff.query(({ ctx }) =>
  db
    .select()
    .from(conversations)
    .where(eq(conversations.attendantId, ctx.user.id))
    .orderBy(desc(conversations.updatedAt)),
);

const getMetrics = managers
  .input(z.object({ attendantId: z.number(), startDate: z.date(), endDate: z.date() }))
  .query(({ input }) => {
    const { attendantId, date } = attendanceMetrics;
    const wanted = and(eq(attendantId, input.attendantId), gte(date, input.startDate), lte(date, input.endDate));
    return db.select().from(attendanceMetrics).where(wanted);
  });

const router = trpc.router({
  messages: trpc.router({ send, getByConversation }),
  conversations: trpc.router({ myAssignedConversations }),
  quickReplies: trpc.router({ list: staff.query(() => db.select().from(quickReplies)) }),
  users: trpc.router({ getMetrics }),
});

async function printTokens() {
  const expiry = Math.floor(Date.now() / 1000) + 365 * 24 * 3600;
  for (const openId of ['a3', 'g1']) {
    const token = new SignJWT({ openId, appId: 'x', name: openId }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' });
    console.log(openId, await token.setExpirationTime(expiry).sign(secret));
  }
}

function serve() {
  const app = express();
  app.use(express.json({ limit: '50mb' }));
  app.use(express.urlencoded({ limit: '50mb', extended: true }));
  const createContext = async ({ req, res }) => ({ req, res, user: await userOf(req) });
  app.use('/api/trpc', createExpressMiddleware({ router, createContext }));
  app.listen(Number(process.env.PORT ?? 3101), '127.0.0.1', () => console.log('listening'));
}

if (process.argv[2] === 'token') {
  await printTokens();
  process.exit(0);
}
serve();
