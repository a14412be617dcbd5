// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/inbox/inbox_desk.h"
#include "ui/inbox/thread_bubbles.h"

#include <QHash>
#include <QTemporaryDir>

class QMimeData;

namespace acolhe::ui {

class AttachmentTray;
class ConversationView;
class IconButton;
class Pictures;
class PlayerBar;
class VoiceRecorder;

/// What the inbox screen does with files: shows, plays, opens and saves those of the thread, and takes in
/// those that are to be sent.
class ThreadMedia : public QObject {
    Q_OBJECT
public:
    /// All are borrowed and must live longer. `desk` has files (InboxDesk::media()).
    ThreadMedia(InboxDesk &desk, ConversationView &view);
    ~ThreadMedia() override;

    AttachmentLook look(const Attachment &attachment) const;
    /// A card of this message was clicked.
    void activate(const Message &message, int card);
    void saveAs(const Attachment &attachment);
    /// Writes the file there once it is here.
    void save(const Attachment &attachment, const QString &path);

    /// Another conversation is open, or what may be done there changed.
    void showConversation();
    /// Files or an image from the clipboard or a drop. False when there is nothing of that.
    bool take(const QMimeData &data);

Q_SIGNALS:
    void looksChanged();
    /// For a person to read.
    void told(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTools();
    void chooseFiles();
    void add(const OutgoingFile &file);
    AttachmentTray &tray();
    void listen(int upload, const OutgoingFile &file);
    void openPlace(const QJsonObject &place);
    void openImage(const Attachment &attachment);
    void play(const Message &message, const Attachment &attachment);
    void openFile(const Attachment &attachment);
    void whenHere(const Attachment &attachment, const std::function<void(const QByteArray &)> &then);
    bool mayAttach() const;

    InboxDesk &m_desk;
    MediaDesk &m_media;
    ConversationView &m_view;
    Pictures *m_pictures;
    PlayerBar *m_player;
    VoiceRecorder *m_recorder;
    IconButton *m_attach;
    IconButton *m_record;
    QHash<ConversationId, AttachmentTray *> m_trays;
    QHash<AttachmentId, std::function<void(const QByteArray &)>> m_waiting;
    ConversationId m_recordingIn;
    QTemporaryDir m_opened; ///< files that other programs show
};

} // namespace acolhe::ui
