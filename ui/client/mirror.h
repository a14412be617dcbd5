// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/clinic_settings.h"
#include "backend/domain/draft.h"
#include "backend/protocol/message_methods.h"
#include "ui/client/connection.h"
#include "ui/client/mirror_file.h"

#include <QThread>

namespace acolhe::client {

/// What was typed here and is not with the server yet.
struct Outgoing {
    qint64 number = 0; ///< in the order of typing
    wire::MessagesSend::Request request;
    Timestamp typedAt;
    std::optional<MessageError> refusal; ///< the server does not take it; it is not sent again unasked
    std::optional<Timestamp> holdUntil; ///< until then it can be taken back

    static constexpr auto fields()
    {
        return std::tuple{field("number", &Outgoing::number), field("request", &Outgoing::request),
            field("typedAt", &Outgoing::typedAt), field("refusal", &Outgoing::refusal),
            field("holdUntil", &Outgoing::holdUntil)};
    }
};

/// What was begun here or on another computer of this person.
struct KeptDraft {
    Draft draft;
    bool told = false; ///< the server knows it so

    static constexpr auto fields()
    {
        return std::tuple{field("draft", &KeptDraft::draft), field("told", &KeptDraft::told)};
    }
};

/// Whose mirror it is and how far it goes.
struct MirrorHead {
    Bookmark bookmark;
    User user;
    Clinic clinic;

    static constexpr auto fields()
    {
        return std::tuple{field("bookmark", &MirrorHead::bookmark), field("user", &MirrorHead::user),
            field("clinic", &MirrorHead::clinic)};
    }
};

/// What is around the conversations.
struct Surroundings {
    QList<Inbox> inboxes;
    QList<Attendant> team;
    QList<ChannelType> channels;
    QList<QuickReply> quickReplies;
    std::optional<ClinicSettings> settings;

    bool operator==(const Surroundings &) const = default;
    static constexpr auto fields()
    {
        return std::tuple{field("inboxes", &Surroundings::inboxes), field("team", &Surroundings::team),
            field("channels", &Surroundings::channels), field("quickReplies", &Surroundings::quickReplies),
            field("settings", &Surroundings::settings)};
    }
};

/// What a desktop has seen of its clinic, sealed on this computer: shown at once at the next start, also
/// without the server; and what it has yet to send, which no restart loses. Main thread; the file has a
/// thread of its own. What changes together with the bookmark is written together with it, so that the
/// bookmark never says more than the rows hold.
class Mirror : public QObject {
    Q_OBJECT
public:
    /// What there is when it opens.
    struct Kept {
        bool durable = false;
        std::optional<MirrorHead> head;
        Surroundings surroundings;
        QList<Conversation> conversations;
        QList<Outgoing> outgoing; ///< oldest first
        QList<KeptDraft> drafts;
    };

    /// An empty `path` keeps it in memory. `key`: crypto::keyBytes, random.
    Mirror(const QString &path, const QByteArray &key, const MirrorFile::Bounds &bounds = {},
        QObject *parent = nullptr);
    ~Mirror() override;

    Future<Kept> open();
    /// A page in time order, the newest unless `before` is given.
    Future<QList<Message>> thread(ConversationId id, std::optional<MessageId> before, int limit);

    // Written soon and together.
    void setHead(const MirrorHead &head);
    void put(const Surroundings &surroundings);
    void put(const Conversation &conversation);
    void remove(ConversationId id);
    void put(const Message &message);
    /// Of a message that may not be here: then nothing, since a thread has no holes.
    void update(const Message &message);
    void put(const KeptDraft &draft);
    void removeDraft(ConversationId id);
    // Written at once.
    void put(const Outgoing &outgoing);
    void removeOutgoing(qint64 number);
    void flush();

    /// What was seen goes, what is yet to be sent stays: the server began anew.
    void forgetSeen();
    /// Everything goes, the file too.
    void destroy();

Q_SIGNALS:
    /// From now on what is written here does not outlive the program.
    void durabilityLost();

private:
    template <class T> Future<T> ask(std::function<T(MirrorFile &)> work);
    void tell(std::function<void(MirrorFile &)> work);
    void add(const MirrorRow &row);

    QThread m_thread;
    QObject *m_home; ///< lives on the thread, takes the work
    std::unique_ptr<MirrorFile> m_file; ///< the thread's alone
    QList<MirrorRow> m_pending;
    QTimer m_flush;
    bool m_durable = false;
};

} // namespace acolhe::client
