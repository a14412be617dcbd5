// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/inbox.h"
#include "ui/inbox/media_desk.h"
#include "ui/widgets/card.h"

#include <QHash>

class QLineEdit;
class QVBoxLayout;

namespace acolhe::ui {

class Button;
class ElidedLabel;
class IconButton;
class Label;
class TrayItem;

/// The files that wait to be sent in one conversation: previews, captions, what the channel says to them, and
/// how far their upload is. Each begins to travel when it is put in, so that little is left to wait for on
/// "Send".
class AttachmentTray final : public Pane {
    Q_OBJECT
public:
    static constexpr int mostFiles = 30;

    /// `media` is borrowed and must live longer.
    explicit AttachmentTray(MediaDesk &media, QWidget *parent = nullptr);
    ~AttachmentTray() override; ///< what was not sent is given up

    void setChannel(const Capabilities &capabilities, const QString &name);
    /// False when there are too many.
    bool add(const OutgoingFile &file);
    bool isEmpty() const { return m_items.isEmpty(); }
    int count() const { return int(m_items.size()); }
    /// Sends each as soon as it is there; false while one of them cannot be sent at all.
    bool send();

Q_SIGNALS:
    /// One for each file, in the order of the tray.
    void ready(const acolhe::Attachment &attachment, const QString &caption);
    void emptied();
    /// Somebody wants to hear it before it goes.
    void listenRequested(int upload, const acolhe::ui::OutgoingFile &file);

protected:
    void changeEvent(QEvent *event) override;

private:
    void remove(TrayItem *item);
    void refresh();
    void sendReady();
    void clear();
    void retranslate();

    MediaDesk &m_media;
    Capabilities m_can;
    QString m_channel;
    QList<TrayItem *> m_items;
    QVBoxLayout *m_rows;
    Button *m_send;
    Button *m_clear;
    bool m_sending = false;
};

/// One file of the tray.
class TrayItem final : public QWidget {
    Q_OBJECT
public:
    TrayItem(MediaDesk &media, const OutgoingFile &file, QWidget *parent);

    int upload() const { return m_upload; }
    const OutgoingFile &file() const { return m_file; }
    QString caption() const;
    /// What the channel says to it; empty: it may go.
    const QString &refusal() const { return m_refusal; }
    void judge(const Capabilities &can, const QString &channel);
    void refresh();
    void setSending(bool sending);

Q_SIGNALS:
    void removeRequested();
    void sendRequested();
    void listenRequested();

private:
    void build();
    QPixmap preview() const;

    MediaDesk &m_media;
    const OutgoingFile m_file;
    const QString m_mimeType;
    const MessageKind m_kind;
    const qint64 m_size;
    const int m_upload;
    int m_longestCaption = 0;
    QString m_refusal;
    Label *m_about;
    ElidedLabel *m_name;
    QLineEdit *m_caption;
    IconButton *m_listen;
    IconButton *m_retry;
    IconButton *m_remove;
};

} // namespace acolhe::ui
