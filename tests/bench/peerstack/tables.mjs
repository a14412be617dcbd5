// SPDX-License-Identifier: Apache-2.0
// The peer's tables, as its queries know them; seed.sql makes them.
import { date, decimal, int, mysqlEnum, mysqlTable, text, timestamp, varchar } from 'drizzle-orm/mysql-core';

const id = () => int().autoincrement().primaryKey();

export const users = mysqlTable('users', {
  id: id(),
  openId: varchar({ length: 64 }).notNull(),
  name: text(),
  email: varchar({ length: 320 }),
  loginMethod: varchar({ length: 64 }),
  role: mysqlEnum(['user', 'paciente', 'atendente', 'gerente', 'admin']).default('user'),
  createdAt: timestamp().defaultNow(),
  updatedAt: timestamp().defaultNow().onUpdateNow(),
  lastSignedIn: timestamp().defaultNow(),
});

export const conversations = mysqlTable('conversations', {
  id: id(),
  patientId: int().notNull(),
  attendantId: int(),
  channelId: int().notNull(),
  subject: text(),
  status: mysqlEnum(['open', 'in_progress', 'resolved', 'closed']).default('open'),
  createdAt: timestamp().defaultNow(),
  updatedAt: timestamp().defaultNow().onUpdateNow(),
});

export const messages = mysqlTable('messages', {
  id: id(),
  conversationId: int().notNull(),
  senderId: int().notNull(),
  content: text().notNull(),
  createdAt: timestamp().defaultNow(),
});

export const quickReplies = mysqlTable('quickReplies', {
  id: id(),
  createdBy: int().notNull(),
  title: varchar({ length: 255 }).notNull(),
  content: text().notNull(),
  category: varchar({ length: 100 }),
  createdAt: timestamp().defaultNow(),
});

export const attendanceMetrics = mysqlTable('attendanceMetrics', {
  id: id(),
  attendantId: int().notNull(),
  date: date().notNull(),
  totalConversations: int().default(0),
  resolvedConversations: int().default(0),
  averageResponseTime: decimal({ precision: 10, scale: 2 }),
  satisfactionRating: decimal({ precision: 3, scale: 2 }),
});
