// SPDX-License-Identifier: Apache-2.0
#include "ui/client/mirror.h"

namespace acolhe::client {

constexpr int flushMs = 200;
constexpr int mostPending = 500;
constexpr qint64 headId = 0;
constexpr qint64 surroundingsId = 1;

template <class T> static QList<T> parsed(const QList<MirrorRow> &rows)
{
    QList<T> values;
    for (const MirrorRow &row : rows) {
        const QJsonObject json = QJsonDocument::fromJson(row.plain).object();
        if (auto value = wire::fromJson<T>(json, wire::Unknown::Ignored))
            values.append(*std::move(value));
    }
    return values;
}

Mirror::Mirror(const QString &path, const QByteArray &key, const MirrorFile::Bounds &bounds, QObject *parent)
    : QObject(parent)
    , m_home(new QObject)
{
    m_thread.setObjectName(QStringLiteral("mirror"));
    m_home->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_home, [this, path, key, bounds] { m_file = std::make_unique<MirrorFile>(path, key, bounds); });
    m_flush.setSingleShot(true);
    m_flush.setInterval(flushMs);
    connect(&m_flush, &QTimer::timeout, this, &Mirror::flush);
}

Mirror::~Mirror()
{
    flush();
    // What was typed a moment ago must be on the disk: waits for the writes before it.
    QMetaObject::invokeMethod(
        m_home, [this] { m_file.reset(); }, Qt::BlockingQueuedConnection);
    m_home->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

template <class T> Future<T> Mirror::ask(std::function<T(MirrorFile &)> work)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QMetaObject::invokeMethod(m_home, [this, promise, work = std::move(work)] {
        T answer = work(*m_file);
        QMetaObject::invokeMethod(this, [promise, answer = std::move(answer)] {
            promise->addResult(Result<T>(answer));
            promise->finish();
        });
    });
    return promise->future();
}

void Mirror::tell(std::function<void(MirrorFile &)> work)
{
    QMetaObject::invokeMethod(m_home, [this, work = std::move(work)] {
        work(*m_file);
        QMetaObject::invokeMethod(this, [this, durable = m_file->isDurable()] {
            if (std::exchange(m_durable, durable) && !durable)
                Q_EMIT durabilityLost();
        });
    });
}

Future<Mirror::Kept> Mirror::open()
{
    return ask<Kept>([](MirrorFile &file) {
        Kept kept;
        kept.durable = file.isDurable();
        const auto heads = file.read(MirrorRow::Head);
        for (const MirrorRow &row : heads) {
            if (row.id == headId)
                kept.head = parsed<MirrorHead>({row}).value(0);
            else
                kept.surroundings = parsed<Surroundings>({row}).value(0);
        }
        kept.conversations = parsed<Conversation>(file.read(MirrorRow::Conversation));
        kept.outgoing = parsed<Outgoing>(file.read(MirrorRow::Outgoing));
        kept.drafts = parsed<KeptDraft>(file.read(MirrorRow::Draft));
        return kept;
    }).then(this, [this](const Result<Kept> &kept) {
        m_durable = kept && kept->durable;
        return kept;
    });
}

Future<QList<Message>> Mirror::thread(ConversationId id, std::optional<MessageId> before, int limit)
{
    flush();
    return ask<QList<Message>>([id, before, limit](MirrorFile &file) {
        return parsed<Message>(file.readMessages(id.value, before ? before->value : 0, limit));
    });
}

void Mirror::add(const MirrorRow &row)
{
    m_pending.append(row);
    if (m_pending.size() >= mostPending)
        flush();
    else if (!m_flush.isActive())
        m_flush.start();
}

void Mirror::flush()
{
    m_flush.stop();
    if (!m_pending.isEmpty())
        tell([rows = std::exchange(m_pending, {})](MirrorFile &file) { file.write(rows); });
}

void Mirror::setHead(const MirrorHead &head)
{
    add({MirrorRow::Head, headId, 0, 0, wire::toJson(head)});
}

void Mirror::put(const Surroundings &surroundings)
{
    add({MirrorRow::Head, surroundingsId, 0, 0, wire::toJson(surroundings)});
}

void Mirror::put(const Conversation &conversation)
{
    add({MirrorRow::Conversation, conversation.id.value, 0, conversation.updatedAt.ms,
        wire::toJson(conversation)});
}

void Mirror::remove(ConversationId id)
{
    add({MirrorRow::Conversation, id.value, 0, 0, {}});
}

void Mirror::put(const Message &message)
{
    add({MirrorRow::Message, message.id.value, message.conversationId.value, message.createdAt.ms,
        wire::toJson(message)});
}

void Mirror::update(const Message &message)
{
    add({MirrorRow::Message, message.id.value, message.conversationId.value, message.createdAt.ms,
        wire::toJson(message), true});
}

void Mirror::put(const KeptDraft &kept)
{
    const MirrorRow row{
        MirrorRow::Draft, kept.draft.conversationId.value, 0, kept.draft.updatedAt.ms, wire::toJson(kept)};
    if (!m_pending.isEmpty() && m_pending.last().kind == row.kind && m_pending.last().id == row.id)
        m_pending.last() = row; // one row for many keys
    else
        add(row);
}

void Mirror::removeDraft(ConversationId id)
{
    add({MirrorRow::Draft, id.value, 0, 0, {}});
}

void Mirror::put(const Outgoing &outgoing)
{
    add({MirrorRow::Outgoing, outgoing.number, 0, outgoing.typedAt.ms, wire::toJson(outgoing)});
    flush();
}

void Mirror::removeOutgoing(qint64 number)
{
    add({MirrorRow::Outgoing, number, 0, 0, {}});
    flush();
}

void Mirror::forgetSeen()
{
    flush();
    tell([](MirrorFile &file) { file.forgetSeen(); });
}

void Mirror::destroy()
{
    m_pending.clear();
    m_durable = false; // gone on purpose: no loss to tell of
    tell([](MirrorFile &file) { file.destroy(); });
}

} // namespace acolhe::client
