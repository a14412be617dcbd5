-- SPDX-License-Identifier: Apache-2.0
-- The peer's database: @conversations of 20 messages each, the first one with 1,000 more; 20 attendants.
CREATE USER IF NOT EXISTS bench@'127.0.0.1' IDENTIFIED BY 'bench';
GRANT ALL ON *.* TO bench@'127.0.0.1';

CREATE TABLE users(
  id INT AUTO_INCREMENT PRIMARY KEY, openId VARCHAR(64) NOT NULL UNIQUE, name TEXT, email VARCHAR(320),
  loginMethod VARCHAR(64), role ENUM('user', 'paciente', 'atendente', 'gerente', 'admin') DEFAULT 'user',
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  lastSignedIn TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE channels(
  id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) NOT NULL, type VARCHAR(50), icon VARCHAR(50),
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE conversations(
  id INT AUTO_INCREMENT PRIMARY KEY, patientId INT NOT NULL, attendantId INT, channelId INT NOT NULL, subject TEXT,
  status ENUM('open', 'in_progress', 'resolved', 'closed') DEFAULT 'open', createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  FOREIGN KEY(patientId) REFERENCES users(id), FOREIGN KEY(attendantId) REFERENCES users(id),
  FOREIGN KEY(channelId) REFERENCES channels(id));
CREATE TABLE messages(
  id INT AUTO_INCREMENT PRIMARY KEY, conversationId INT NOT NULL, senderId INT NOT NULL, content TEXT NOT NULL,
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY(conversationId) REFERENCES conversations(id), FOREIGN KEY(senderId) REFERENCES users(id));
CREATE TABLE quickReplies(
  id INT AUTO_INCREMENT PRIMARY KEY, createdBy INT NOT NULL, title VARCHAR(255) NOT NULL, content TEXT NOT NULL,
  category VARCHAR(100), createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY(createdBy) REFERENCES users(id));
CREATE TABLE conversationNotes(
  id INT AUTO_INCREMENT PRIMARY KEY, conversationId INT NOT NULL, createdBy INT NOT NULL, content TEXT NOT NULL,
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY(conversationId) REFERENCES conversations(id), FOREIGN KEY(createdBy) REFERENCES users(id));
CREATE TABLE attendanceMetrics(
  id INT AUTO_INCREMENT PRIMARY KEY, attendantId INT NOT NULL, date DATE NOT NULL, totalConversations INT DEFAULT 0,
  resolvedConversations INT DEFAULT 0, averageResponseTime DECIMAL(10, 2), satisfactionRating DECIMAL(3, 2),
  FOREIGN KEY(attendantId) REFERENCES users(id), UNIQUE KEY(attendantId, date));

INSERT INTO users(openId, name, email, role)
  SELECT CONCAT('a', seq), CONCAT('Atendente ', seq), CONCAT('a', seq, '@clinica.example'), 'atendente' FROM seq_1_to_20;
INSERT INTO users(openId, name, role) VALUES('g1', 'Gerente', 'gerente');
INSERT INTO users(openId, name, role)
  SELECT CONCAT('p', seq), CONCAT('Paciente ', seq), 'paciente' FROM seq_1_to_1000000 WHERE seq <= @conversations;
INSERT INTO channels(name, type) VALUES
  ('WhatsApp', 'whatsapp'), ('Instagram Direct', 'instagram'), ('Facebook Messenger', 'facebook'), ('E-mail', 'email'),
  ('Chat do Site', 'chat');

SELECT MIN(id) INTO @attendant FROM users WHERE role = 'atendente';
INSERT INTO conversations(id, patientId, attendantId, channelId, subject, status, updatedAt)
  SELECT seq, u.id, @attendant + seq % 20, 1 + seq % 5, CONCAT('Agendamento de consulta ', seq), 1 + seq % 4,
    NOW() - INTERVAL seq SECOND
  FROM seq_1_to_1000000 JOIN users u ON u.openId = CONCAT('p', seq) WHERE seq <= @conversations;
INSERT INTO messages(conversationId, senderId, content, createdAt)
  SELECT 1, @attendant, CONCAT('Mensagem ', seq, ' da conversa longa, com texto de tamanho comum em atendimento.'),
    NOW() - INTERVAL seq SECOND
  FROM seq_1_to_1000;
INSERT INTO messages(conversationId, senderId, content, createdAt)
  SELECT 1 + (seq * 7919) % @conversations, @attendant,
    CONCAT('Bom dia, gostaria de confirmar a consulta de numero ', seq, ' com a doutora na proxima semana, por favor.'),
    NOW() - INTERVAL seq SECOND
  FROM seq_1_to_20000000 WHERE seq <= 20 * @conversations;
INSERT INTO quickReplies(createdBy, title, content, category)
  SELECT @attendant, CONCAT('Resposta ', seq), 'Olá! Sua consulta está confirmada. Chegue 15 minutos antes.', 'agenda'
  FROM seq_1_to_30;
INSERT INTO attendanceMetrics(attendantId, date, totalConversations, resolvedConversations, averageResponseTime,
    satisfactionRating)
  SELECT u.id, CURDATE() - INTERVAL s.seq DAY, 10, 8, 3.5, 4.6 FROM users u JOIN seq_0_to_89 s WHERE u.role = 'atendente';
ANALYZE TABLE messages, conversations;
