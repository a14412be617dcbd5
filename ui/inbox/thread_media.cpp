// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/thread_media.h"

#include "ui/inbox/attachment_tray.h"
#include "ui/inbox/composer.h"
#include "ui/inbox/conversation_view.h"
#include "ui/inbox/image_viewer.h"
#include "ui/inbox/pictures.h"
#include "ui/inbox/player_bar.h"
#include "ui/inbox/voice_recorder.h"
#include "ui/widgets/growing_edit.h"
#include "ui/widgets/icon_button.h"
#include "ui/words/words.h"

#include <QBuffer>
#include <QClipboard>
#include <QDesktopServices>
#include <QDropEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QKeyEvent>
#include <QMimeData>
#include <QSaveFile>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

/// Types that show something and run nothing; the rest can be saved.
bool isHarmless(const QString &mimeType)
{
    static const QStringList types{u"application/pdf"_s, u"text/plain"_s, u"text/csv"_s,
        u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s,
        u"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_s,
        u"application/vnd.openxmlformats-officedocument.presentationml.presentation"_s,
        u"application/vnd.oasis.opendocument.text"_s, u"application/vnd.oasis.opendocument.spreadsheet"_s};
    return types.contains(mimeType) || mimeType.startsWith("video/"_L1) || mimeType.startsWith("audio/"_L1);
}

/// The ending follows what the file is, so that no program is chosen by a stranger's word.
QString nameFor(const Attachment &attachment)
{
    static const QHash<QString, QString> endings{{u"application/pdf"_s, u".pdf"_s},
        {u"text/plain"_s, u".txt"_s}, {u"text/csv"_s, u".csv"_s}, {u"video/mp4"_s, u".mp4"_s},
        {u"video/3gpp"_s, u".3gp"_s}};
    const QString ending = endings.value(attachment.mimeType);
    const bool fits = ending.isEmpty() || attachment.fileName.endsWith(ending, Qt::CaseInsensitive);
    return QString::number(attachment.id.value) + u'-' + attachment.fileName + (fits ? QString() : ending);
}

} // namespace

ThreadMedia::ThreadMedia(InboxDesk &desk, ConversationView &view)
    : QObject(&view)
    , m_desk(desk)
    , m_media(*desk.media())
    , m_view(view)
    , m_pictures(new Pictures(m_media, this))
    , m_player(new PlayerBar(&view))
    , m_recorder(new VoiceRecorder(&view))
    , m_attach(new IconButton(u"paperclip"_s, tr("Attach files"), &view))
    , m_record(new IconButton(u"mic"_s, tr("Record a voice note"), &view))
{
    buildTools();
    connect(m_pictures, &Pictures::ready, this, &ThreadMedia::looksChanged);
    connect(m_player, &PlayerBar::changed, this, &ThreadMedia::looksChanged);
    connect(m_player, &PlayerBar::failed, this,
        [this] { Q_EMIT told(tr("This recording cannot be played here. It can be saved.")); });
    connect(&m_media, &MediaDesk::changed, this, [this](AttachmentId id) {
        Q_EMIT looksChanged();
        const MediaState::What now = m_media.state(id).what;
        if (now != MediaState::Here && now != MediaState::Failed)
            return;
        const auto then = m_waiting.take(id);
        if (then && now == MediaState::Here)
            then(m_media.bytes(id));
        else if (then)
            Q_EMIT told(tr("The file could not be fetched. Try again."));
    });
    connect(m_recorder, &VoiceRecorder::recorded, this, [this](const OutgoingFile &file) {
        const auto current = m_desk.current();
        if (current && current->id == m_recordingIn) // never to another than where it was spoken
            add(file);
    });
}

ThreadMedia::~ThreadMedia() = default;

void ThreadMedia::buildTools()
{
    Composer &composer = m_view.composer();
    m_attach->setKeys(QKeySequence(u"Ctrl+U"_s));
    composer.addTool(m_attach);
    composer.addTool(m_record);
    m_view.addAboveThread(m_player);
    m_view.addAboveComposer(m_recorder);
    connect(m_attach, &QToolButton::clicked, this, &ThreadMedia::chooseFiles);
    connect(m_record, &QToolButton::clicked, this, [this] {
        m_recordingIn = m_desk.current() ? m_desk.current()->id : ConversationId{};
        m_recorder->start();
    });
    auto *edit = composer.findChild<GrowingEdit *>();
    edit->installEventFilter(this); // pasted
    edit->viewport()->installEventFilter(this); // dropped
    m_view.setAcceptDrops(true);
    m_view.installEventFilter(this);
}

bool ThreadMedia::mayAttach() const
{
    return m_desk.current() && m_view.composer().canReply();
}

AttachmentLook ThreadMedia::look(const Attachment &attachment) const
{
    AttachmentLook look;
    const MediaState state = m_media.state(attachment.id);
    const bool isImage = attachment.kind == MessageKind::Image || attachment.kind == MessageKind::Sticker;
    if (isImage && attachment.width && attachment.height)
        look.picture = m_pictures->of(attachment);
    look.failed = state.what == MediaState::Failed;
    if (state.what == MediaState::Loading)
        look.progress = state.progress;
    if (m_player->playing() == attachment.id) {
        look.playing = m_player->isPlaying();
        look.progress = m_player->progress();
    }
    return look;
}

void ThreadMedia::whenHere(const Attachment &attachment, const std::function<void(const QByteArray &)> &then)
{
    const QByteArray bytes = m_media.bytes(attachment.id);
    if (!bytes.isEmpty())
        return then(bytes);
    m_waiting.insert(attachment.id, then);
    m_media.fetch(attachment);
}

void ThreadMedia::activate(const Message &message, int card)
{
    if (message.attachments.isEmpty() && message.kind == MessageKind::Location)
        return openPlace(message.payload["location"_L1].toObject());
    if (card < 0 || card >= message.attachments.size())
        return;
    const Attachment attachment = message.attachments[card];
    if (attachment.kind == MessageKind::Image || attachment.kind == MessageKind::Sticker)
        openImage(attachment);
    else if (attachment.kind == MessageKind::Audio)
        play(message, attachment);
    else
        openFile(attachment);
}

void ThreadMedia::openPlace(const QJsonObject &place)
{
    const double latitude = place["latitude"_L1].toDouble(999);
    const double longitude = place["longitude"_L1].toDouble(999);
    if (qAbs(latitude) > 90 || qAbs(longitude) > 180)
        return;
    const QString numbers = u"%1/%2"_s.arg(latitude, 0, 'f', 6).arg(longitude, 0, 'f', 6);
    QDesktopServices::openUrl(
        QUrl(u"https://www.openstreetmap.org/?mlat=%1&mlon=%2#map=17/%3"_s.arg(latitude, 0, 'f', 6)
                 .arg(longitude, 0, 'f', 6)
                 .arg(numbers)));
}

void ThreadMedia::openImage(const Attachment &attachment)
{
    QList<Attachment> images;
    for (int row = 0; row < m_desk.thread().rowCount(); ++row) {
        const ThreadItem item = m_desk.itemAt(m_desk.thread().index(row, 0));
        for (const Attachment &one : item.message ? item.message->attachments : QList<Attachment>()) {
            if (one.kind == MessageKind::Image)
                images.append(one);
        }
    }
    if (!images.contains(attachment))
        images = {attachment};
    auto *viewer = new ImageViewer(m_media, images, images.indexOf(attachment), &m_view);
    connect(viewer, &ImageViewer::saveRequested, this, &ThreadMedia::saveAs);
    viewer->show();
}

void ThreadMedia::play(const Message &message, const Attachment &attachment)
{
    if (m_player->playing() == attachment.id)
        return m_player->toggle();
    const QString title = message.sender.name.isEmpty() ? Words::kind(attachment.kind) : message.sender.name;
    whenHere(attachment,
        [this, attachment, title](const QByteArray &bytes) { m_player->play(attachment, bytes, title); });
}

void ThreadMedia::openFile(const Attachment &attachment)
{
    if (!isHarmless(attachment.mimeType))
        return saveAs(attachment);
    whenHere(attachment, [this, attachment](const QByteArray &bytes) {
        const QString path = m_opened.filePath(nameFor(attachment));
        QFile file(path);
        if (!file.exists()) {
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                return Q_EMIT told(tr("The file could not be written: %1").arg(file.errorString()));
            file.close();
            file.setPermissions(QFileDevice::ReadOwner); // changes would be lost
        }
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    });
}

void ThreadMedia::saveAs(const Attachment &attachment)
{
    const QString path =
        QFileDialog::getSaveFileName(&m_view, tr("Save as"), attachment.fileName.section(u'/', -1));
    if (!path.isEmpty())
        save(attachment, path);
}

void ThreadMedia::save(const Attachment &attachment, const QString &path)
{
    whenHere(attachment, [this, path](const QByteArray &bytes) {
        QSaveFile file(path);
        const bool done =
            file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        Q_EMIT told(done ? tr("Saved") : tr("The file could not be written: %1").arg(file.errorString()));
    });
}

// --- what goes out

AttachmentTray &ThreadMedia::tray()
{
    const Conversation conversation = *m_desk.current();
    AttachmentTray *&tray = m_trays[conversation.id];
    if (!tray) {
        tray = new AttachmentTray(m_media, &m_view);
        m_view.addAboveComposer(tray);
        connect(tray, &AttachmentTray::ready, this,
            [this, id = conversation.id](const Attachment &attachment, const QString &caption) {
                m_desk.sendFile(id, attachment, caption);
            });
        connect(tray, &AttachmentTray::listenRequested, this, &ThreadMedia::listen);
        connect(tray, &AttachmentTray::emptied, this, &ThreadMedia::showConversation, Qt::QueuedConnection);
    }
    tray->setChannel(m_desk.capabilities(conversation.channel), Words::channel(conversation.channel));
    return *tray;
}

void ThreadMedia::listen(int upload, const OutgoingFile &file)
{
    constexpr qint64 beyondTheServers = qint64(1) << 50; // it has no number there yet
    Attachment attachment;
    attachment.id = {beyondTheServers + upload};
    if (m_player->playing() == attachment.id)
        return m_player->toggle();
    QByteArray bytes = file.bytes;
    QFile source(file.path);
    if (bytes.isEmpty() && source.open(QIODevice::ReadOnly))
        bytes = source.readAll();
    m_player->play(attachment, bytes, file.name);
}

void ThreadMedia::showConversation()
{
    const auto current = m_desk.current();
    const ConversationId open = current ? current->id : ConversationId{};
    if (m_recordingIn != open && m_recorder->isVisible())
        m_recorder->cancel();
    for (auto it = m_trays.begin(); it != m_trays.end();) {
        if (it.value()->isEmpty()) {
            it.value()->deleteLater();
            it = m_trays.erase(it);
        } else {
            it.value()->setVisible(it.key() == open && mayAttach());
            ++it;
        }
    }
    const bool carries = current && !m_desk.capabilities(current->channel).media.isEmpty();
    m_attach->setEnabled(mayAttach() && carries);
    m_record->setEnabled(mayAttach() && carries);
}

void ThreadMedia::add(const OutgoingFile &file)
{
    AttachmentTray &files = tray();
    if (!files.add(file))
        Q_EMIT told(tr("At most %n file(s) at once.", nullptr, AttachmentTray::mostFiles));
    files.setVisible(true);
}

void ThreadMedia::chooseFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(&m_view, tr("Attach files"));
    for (const QString &path : paths)
        add({QFileInfo(path).fileName(), path, {}});
}

bool ThreadMedia::take(const QMimeData &data)
{
    if (!mayAttach() || m_view.composer().isNote())
        return false;
    QList<QFileInfo> files;
    for (const QUrl &url : data.urls()) {
        const QFileInfo file(url.toLocalFile());
        if (url.isLocalFile() && file.isFile() && file.isReadable())
            files.append(file);
    }
    for (const QFileInfo &file : std::as_const(files))
        add({file.fileName(), file.filePath(), {}});
    if (!files.isEmpty())
        return true;
    const QImage image = qvariant_cast<QImage>(data.imageData());
    if (image.isNull() || data.hasText())
        return false;
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return false;
    add({tr("Picture") + u".png"_s, {}, png});
    return true;
}

bool ThreadMedia::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste)) {
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        if (data && take(*data))
            return true;
    }
    const bool drags = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (drags || event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        const QMimeData &data = *drop->mimeData();
        if (drags && mayAttach() && (data.hasUrls() || data.hasImage())) {
            drop->acceptProposedAction();
            return true;
        }
        if (!drags && take(data)) {
            drop->acceptProposedAction();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace acolhe::ui
