// SPDX-License-Identifier: Apache-2.0
// Paints the widgets and painters to PNG files, to be looked at: gallery DIR [dark|light] [rtl]. The scale is
// QT_SCALE_FACTOR.
#include "tests/widgets/gallery_samples.h"
#include "ui/style/canvas.h"
#include "ui/style/look.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip_bar.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/skeleton_rows.h"
#include "ui/widgets/snackbar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollBar>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

class RowsPicture final : public QWidget {
public:
    explicit RowsPicture(bool compact)
        : m_compact(compact)
    {
        setFixedSize(348, int(samples::rows().size()) * conversationRowHeight(compact));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme().card);
        const QList<ConversationRow> rows = samples::rows();
        const int height = conversationRowHeight(m_compact);
        for (int i = 0; i < rows.size(); ++i)
            paintConversationRow(painter, QRectF(0, i * height, width(), height), rows[i],
                {i == 0, i == 2, i == 3, m_compact}, layoutDirection());
    }

private:
    bool m_compact;
};

class ThreadPicture final : public QWidget {
public:
    ThreadPicture()
    {
        int height = 12;
        for (const BubbleContent &content : samples::thread()) {
            m_bubbles.push_back(std::make_unique<Bubble>(content, 700, QGuiApplication::layoutDirection()));
            height += m_bubbles.back()->height();
        }
        setFixedSize(700, height);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme().bg);
        int y = 6;
        for (size_t i = 0; i < m_bubbles.size(); ++i) {
            m_bubbles[i]->paint(painter, QPointF(0, y), i == 4);
            y += m_bubbles[i]->height();
        }
    }

private:
    std::vector<std::unique_ptr<Bubble>> m_bubbles;
};

QWidget *rail()
{
    auto *made = new NavRail(u"Telas"_s);
    made->addItem(u"inbox"_s, u"inbox"_s, u"Caixa de entrada"_s);
    made->addItem(u"users"_s, u"users"_s, u"Pacientes"_s);
    made->addItem(u"settings"_s, u"settings"_s, u"Ajustes"_s, true);
    made->setCurrent(u"inbox"_s);
    made->setBadge(u"inbox"_s, 8);
    made->setAccount({u"Paula Reis"_s, {}, &Theme::ok}, u"Paula Reis, disponível"_s);
    return made;
}

QLayout *buttons()
{
    auto *looks = new QHBoxLayout;
    looks->addWidget(new Button(u"Normal"_s));
    looks->addWidget(new Button(u"Enviar"_s, ButtonLook::Primary, u"send-horizontal"_s));
    looks->addWidget(new Button(u"Resolver"_s, ButtonLook::Positive, u"check"_s));
    looks->addWidget(new Button(u"Apagar"_s, ButtonLook::Danger));
    looks->addWidget(new Button(u"Desfazer"_s, ButtonLook::Ghost));
    auto *off = new Button(u"Parado"_s, ButtonLook::Primary, u"check"_s);
    off->setEnabled(false);
    looks->addWidget(off);
    return looks;
}

QLayout *pills()
{
    auto *states = new QHBoxLayout;
    states->addWidget(new Pill(u"Em atendimento"_s));
    states->addWidget(new Pill(u"Resolvida"_s, &Theme::ok));
    states->addWidget(new Pill(u"Aguardando"_s, &Theme::warn));
    states->addWidget(new Pill(u"Falhou"_s, &Theme::err));
    states->addStretch();
    for (const auto &name : {u"user-plus"_s, u"alarm-clock"_s, u"ellipsis"_s})
        states->addWidget(new IconButton(name, name));
    return states;
}

QLayout *choices()
{
    auto *row = new QHBoxLayout;
    auto *box = new QComboBox;
    box->addItems({u"Português (Brasil)"_s, u"English"_s});
    auto *check = new QCheckBox(u"Lembrar de mim"_s);
    check->setChecked(true);
    auto *radio = new QRadioButton(u"Escuro"_s);
    radio->setChecked(true);
    row->addWidget(box);
    row->addWidget(check);
    row->addWidget(radio);
    row->addWidget(new QRadioButton(u"Claro"_s));
    return row;
}

QLayout *faces()
{
    auto *people = new QHBoxLayout;
    for (const auto &name :
        {u"Marina da Silva"_s, u"João"_s, u"Ana Beatriz Souza"_s, u"+55 84"_s, u"Élcio Ávila"_s}) {
        auto *avatar = new Avatar(44);
        avatar->setFace({name, u"whatsapp_cloud"_s, nullptr});
        people->addWidget(avatar);
    }
    people->addStretch();
    return people;
}

QWidget *controls()
{
    auto *card = new Card;
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(18, 18, 18, 18);
    auto *search = new SearchField(u"Buscar"_s);
    search->setPlaceholderText(u"Buscar nome, telefone…   Ctrl+K"_s);
    column->addWidget(search);
    auto *chips = new ChipBar(u"Fila"_s);
    const QList<std::pair<QString, int>> named{
        {u"Minhas"_s, 8}, {u"Fila"_s, 5}, {u"Todas"_s, 42}, {u"Resolvidas"_s, -1}};
    for (const auto &[text, count] : named) {
        chips->addChip(text, text);
        chips->setCount(text, count);
    }
    column->addWidget(chips);
    column->addLayout(buttons());
    column->addLayout(pills());
    column->addLayout(choices());
    auto *edit = new QLineEdit(u"paula@clinica.example"_s);
    column->addWidget(edit);
    column->addWidget(new SectionTitle(u"Histórico"_s));
    column->addWidget(new ElidedLabel(
        u"Um texto comprido demais para esta largura, que por isso termina em reticências no fim"_s));
    column->addLayout(faces());
    card->setFixedWidth(680);
    return card;
}

QWidget *strips()
{
    auto *made = new QWidget;
    made->setFixedSize(700, 560);
    auto *column = new QVBoxLayout(made);
    auto *lost = new Banner;
    lost->present(u"wifi-off"_s,
        u"Sem conexão com o servidor. Tentando em 4 s. Suas mensagens ficam na fila."_s, &Theme::warn,
        u"Tentar agora"_s);
    auto *broken = new Banner;
    broken->present(u"triangle-alert"_s, u"WhatsApp Recepção desconectado"_s, &Theme::err, u"Reconectar"_s);
    auto *empty = new EmptyState;
    empty->present(u"inbox"_s, u"Tudo respondido"_s, u"Há 5 conversas na fila esperando por alguém."_s,
        u"Assumir a próxima"_s);
    auto *skeleton = new SkeletonRows(SkeletonRows::Shape::Conversations, u"Carregando"_s);
    skeleton->setFixedHeight(140);
    skeleton->show();
    column->addWidget(lost);
    column->addWidget(broken);
    column->addWidget(empty, 1);
    column->addWidget(skeleton);
    auto *bar = new Snackbar(made);
    bar->present(u"Conversa resolvida"_s, u"Desfazer"_s);
    return made;
}

void save(QWidget *widget, const QString &path)
{
    std::unique_ptr<QWidget> owner(widget);
    widget->ensurePolished();
    widget->show();
    QCoreApplication::processEvents();
    if (!widget->grab().save(path))
        qFatal("cannot write %s", qUtf8Printable(path));
}

QMenu *menu()
{
    auto *made = new QMenu;
    made->addAction(u"Copiar texto"_s)->setShortcut(QKeySequence::Copy);
    made->addAction(u"Responder"_s);
    made->addSeparator();
    auto *check = made->addAction(u"Escuro"_s);
    check->setCheckable(true);
    check->setChecked(true);
    made->addAction(u"Apagado"_s)->setEnabled(false);
    made->addMenu(u"Idioma"_s)->addAction(u"Português"_s);
    made->setActiveAction(made->actions().at(1));
    return made;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString name = arguments.value(2, u"dark"_s);
    applyTheme(application, name == "light"_L1 ? ThemeChoice::Light : ThemeChoice::Dark);
    if (arguments.contains("rtl"_L1))
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const QDir to(arguments.value(1, u"."_s));
    to.mkpath(u"."_s);
    const auto path = [&](const QString &part) { return to.filePath(u"%1-%2.png"_s.arg(part, name)); };
    save(new RowsPicture(false), path(u"rows"_s));
    save(new RowsPicture(true), path(u"rows-compact"_s));
    save(new ThreadPicture, path(u"thread"_s));
    save(controls(), path(u"controls"_s));
    save(strips(), path(u"strips"_s));
    QWidget *column = rail();
    column->setFixedHeight(400);
    save(column, path(u"rail"_s));
    save(menu(), path(u"menu"_s));
    return 0;
}
