// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/attachment_tray.h"

#include "ui/inbox/thread_bubbles.h"

#include "ui/inbox/pictures.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/label.h"
#include "ui/words/words.h"

#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int previewSide = 48;
constexpr qint64 largestPreview = 20 * 1024 * 1024;

} // namespace

TrayItem::TrayItem(MediaDesk &media, const OutgoingFile &file, QWidget *parent)
    : QWidget(parent)
    , m_media(media)
    , m_file(file)
    , m_mimeType(file.mimeType())
    , m_kind(file.kind())
    , m_size(file.size())
    , m_upload(media.upload(file))
    , m_about(new Label({}, TextSize::Small, QFont::Normal, &Theme::muted, this))
    , m_name(new ElidedLabel({}, TextSize::Base, QFont::Medium, &Theme::text, this))
    , m_caption(new QLineEdit(this))
    , m_listen(new IconButton(u"play"_s, tr("Listen"), this))
    , m_retry(new IconButton(u"rotate-ccw"_s, tr("Try again"), this))
    , m_remove(new IconButton(u"x"_s, tr("Remove %1").arg(file.name), this))
{
    build();
    refresh();
}

void TrayItem::build()
{
    auto *picture = new QLabel(this);
    picture->setFixedSize(metrics::scaled(previewSide), metrics::scaled(previewSide));
    picture->setAlignment(Qt::AlignCenter);
    picture->setPixmap(preview());
    m_name->setText(m_file.name);
    m_caption->setPlaceholderText(tr("Caption"));
    m_caption->setAccessibleName(tr("Caption of %1").arg(m_file.name));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_name);
    words->addWidget(m_about);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(picture);
    row->addLayout(words, 1);
    row->addWidget(m_caption, 2);
    row->addWidget(m_listen);
    row->addWidget(m_retry);
    row->addWidget(m_remove);
    connect(m_retry, &QToolButton::clicked, this, [this] { m_media.retryUpload(m_upload); });
    connect(m_remove, &QToolButton::clicked, this, &TrayItem::removeRequested);
    connect(m_caption, &QLineEdit::returnPressed, this, &TrayItem::sendRequested);
    connect(m_listen, &QToolButton::clicked, this, &TrayItem::listenRequested);
    m_listen->setVisible(m_kind == MessageKind::Audio);
}

QPixmap TrayItem::preview() const
{
    const int side = metrics::scaled(previewSide);
    QByteArray bytes = m_file.bytes;
    if (m_kind == MessageKind::Image && bytes.isEmpty() && m_size <= largestPreview) {
        QFile file(m_file.path);
        if (file.open(QIODevice::ReadOnly))
            bytes = file.readAll();
    }
    const qreal ratio = devicePixelRatioF();
    const int pixels = int(side * ratio);
    QPixmap shown =
        QPixmap::fromImage(m_kind == MessageKind::Image ? readImage(bytes, {pixels, pixels}) : QImage());
    if (shown.isNull())
        return icon(kindIcon(m_kind)).pixmap(24, 24);
    shown.setDevicePixelRatio(ratio);
    return shown;
}

QString TrayItem::caption() const
{
    return m_longestCaption > 0 ? m_caption->text().trimmed() : QString();
}

void TrayItem::judge(const Capabilities &can, const QString &channel)
{
    const MediaLimit *limit = can.limitFor(m_kind, m_mimeType, m_size);
    m_refusal.clear();
    m_longestCaption = limit ? limit->maxCaption : 0;
    if (!limit) {
        qint64 most = 0;
        for (const MediaLimit &one : can.media) {
            if (one.takes(m_mimeType, 0))
                most = qMax(most, one.maxBytes);
        }
        if (can.media.isEmpty())
            m_refusal = tr("%1 carries no files here").arg(channel);
        else if (most > 0)
            m_refusal = tr("Too large for %1 (at most %2)").arg(channel, Words::fileSize(most));
        else
            m_refusal = tr("%1 does not carry files of this kind").arg(channel);
    }
    m_caption->setVisible(m_longestCaption > 0);
    if (m_longestCaption > 0)
        m_caption->setMaxLength(m_longestCaption);
    refresh();
}

void TrayItem::refresh()
{
    const UploadState state = m_media.uploadState(m_upload);
    QString about = Words::fileSize(m_size);
    if (!m_refusal.isEmpty())
        about = m_refusal;
    else if (state.problem)
        about = Words::problem(*state.problem);
    else if (!state.attachment)
        about = tr("%1 · %2% sent").arg(about).arg(int(state.progress * 100));
    m_about->setText(about);
    m_about->setTone(m_refusal.isEmpty() && !state.problem ? &Theme::muted : &Theme::err);
    m_retry->setVisible(state.problem.has_value() && m_refusal.isEmpty());
}

void TrayItem::setSending(bool sending)
{
    m_caption->setEnabled(!sending);
}

AttachmentTray::AttachmentTray(MediaDesk &media, QWidget *parent)
    : Pane(&Theme::card, {}, parent)
    , m_media(media)
    , m_rows(new QVBoxLayout)
    , m_send(new Button({}, ButtonLook::Primary, u"send-horizontal"_s, this))
    , m_clear(new Button({}, ButtonLook::Normal, {}, this))
{
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_clear);
    buttons->addWidget(m_send);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 10, 20, 4);
    column->addLayout(m_rows);
    column->addLayout(buttons);
    connect(m_send, &QPushButton::clicked, this, &AttachmentTray::send);
    connect(m_clear, &QPushButton::clicked, this, &AttachmentTray::clear);
    connect(&media, &MediaDesk::uploadChanged, this, [this](int upload) {
        for (TrayItem *item : std::as_const(m_items)) {
            if (item->upload() == upload)
                item->refresh();
        }
        sendReady();
    });
    retranslate();
}

AttachmentTray::~AttachmentTray()
{
    for (const TrayItem *item : std::as_const(m_items))
        m_media.dropUpload(item->upload());
}

void AttachmentTray::setChannel(const Capabilities &capabilities, const QString &name)
{
    m_can = capabilities;
    m_channel = name;
    for (TrayItem *item : std::as_const(m_items))
        item->judge(m_can, m_channel);
    refresh();
}

bool AttachmentTray::add(const OutgoingFile &file)
{
    if (m_items.size() >= mostFiles)
        return false;
    auto *item = new TrayItem(m_media, file, this);
    item->judge(m_can, m_channel);
    m_items.append(item);
    m_rows->addWidget(item);
    connect(item, &TrayItem::removeRequested, this, [this, item] { remove(item); });
    connect(item, &TrayItem::sendRequested, this, &AttachmentTray::send);
    connect(item, &TrayItem::listenRequested, this,
        [this, item] { Q_EMIT listenRequested(item->upload(), item->file()); });
    refresh();
    return true;
}

void AttachmentTray::remove(TrayItem *item)
{
    m_media.dropUpload(item->upload());
    m_items.removeOne(item);
    item->deleteLater();
    refresh();
    sendReady(); // it may have held up those behind it
    if (m_items.isEmpty())
        Q_EMIT emptied();
}

void AttachmentTray::clear()
{
    m_sending = false;
    while (!m_items.isEmpty())
        remove(m_items.constLast());
}

bool AttachmentTray::send()
{
    for (const TrayItem *item : std::as_const(m_items)) {
        if (!item->refusal().isEmpty())
            return false;
    }
    m_sending = true;
    refresh();
    sendReady();
    return true;
}

void AttachmentTray::sendReady()
{
    while (m_sending && !m_items.isEmpty()) {
        TrayItem *first = m_items.constFirst();
        const UploadState state = m_media.uploadState(first->upload());
        if (!state.attachment)
            return;
        m_items.removeFirst();
        m_media.dropUpload(first->upload());
        first->deleteLater();
        Q_EMIT ready(*state.attachment, first->caption());
    }
    if (m_sending && m_items.isEmpty()) {
        m_sending = false;
        refresh();
        Q_EMIT emptied();
    }
}

void AttachmentTray::refresh()
{
    bool mayGo = true;
    for (TrayItem *item : std::as_const(m_items)) {
        mayGo = mayGo && item->refusal().isEmpty();
        item->setSending(m_sending);
    }
    m_send->setEnabled(mayGo && !m_sending && !m_items.isEmpty());
    retranslate();
}

void AttachmentTray::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void AttachmentTray::retranslate()
{
    m_send->setText(m_sending ? tr("Sending…") : tr("Send %n file(s)", nullptr, count()));
    m_clear->setText(tr("Remove all"));
    setAccessibleName(tr("Files to send"));
}

} // namespace acolhe::ui
