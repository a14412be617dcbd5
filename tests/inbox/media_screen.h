// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/inbox/inbox_screen.h"
#include "tests/inbox/sample_media.h"
#include "ui/inbox/attachment_tray.h"
#include "ui/widgets/button.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QRegularExpression>

namespace acolhe::samples {

using namespace Qt::StringLiterals;

inline QByteArray png(int width, int height, Qt::GlobalColor colour = Qt::red)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

inline Attachment attachment(qint64 id, MessageKind kind, const QString &name, const QString &mimeType)
{
    Attachment a;
    a.id = {id};
    a.kind = kind;
    a.fileName = name;
    a.mimeType = mimeType;
    a.size = 1000;
    if (kind == MessageKind::Image) {
        a.width = 400;
        a.height = 300;
    }
    return a;
}

/// The inbox with files.
struct MediaScreen {
    SampleMedia media;
    Screen s{&media};

    MediaScreen()
    {
        s.desk.can.media = {{MessageKind::Image, {u"image/png"_s}, 100'000, 100},
            {MessageKind::Document, {u"application/pdf"_s, u"text/plain"_s}, 2000, 100}};
        s.click(0);
    }

    /// A message with this file, at the end of the thread. Gives its row.
    int add(const Attachment &file, const QString &text = {})
    {
        Message message = incoming(900 + file.id.value, text, now());
        message.kind = file.kind;
        message.attachments = {file};
        s.desk.append(item(message));
        return s.timeline->model()->rowCount() - 1;
    }
    QStringList sent() const { return s.desk.asked.filter(QRegularExpression(u"^file"_s)); }
    void clickCard(int row)
    {
        const QRect rect = s.timeline->visualRect(s.timeline->model()->index(row, 0));
        QTest::mouseClick(s.timeline->viewport(), Qt::LeftButton, {}, rect.topLeft() + QPoint(80, 30));
    }
    ui::AttachmentTray *tray() const { return s.view.findChild<ui::AttachmentTray *>(); }
    void paste(QMimeData *data)
    {
        QGuiApplication::clipboard()->setMimeData(data);
        s.edit->setFocus();
        QTest::keyClick(s.edit, Qt::Key_V, Qt::ControlModifier);
    }
    void pasteImage()
    {
        auto *data = new QMimeData;
        QImage image(20, 10, QImage::Format_RGB32);
        image.fill(Qt::blue);
        data->setImageData(image);
        paste(data);
    }
    ui::Button *button(const QString &text) const
    {
        for (ui::Button *one : s.view.findChildren<ui::Button *>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
};

} // namespace acolhe::samples
