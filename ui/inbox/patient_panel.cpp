// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/patient_panel.h"

#include "backend/base/phone.h"
#include "ui/inbox/patient_rows.h"
#include "ui/style/metrics.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/label.h"
#include "ui/words/words.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int longestHistory = 20;
constexpr int rowInset = 4; // where the rows' icons begin

QString identityIcon(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::Phone:
        return u"smartphone"_s;
    case IdentityKind::WhatsappUserId:
        return u"message-circle"_s;
    case IdentityKind::Instagram:
        return u"camera"_s;
    case IdentityKind::Messenger:
        return u"messages-square"_s;
    case IdentityKind::Email:
        return u"mail"_s;
    case IdentityKind::Visitor:
        return u"globe"_s;
    }
    return u"at-sign"_s;
}

QString identityText(const Identity &identity)
{
    if (identity.kind == IdentityKind::Phone)
        return displayPhone(identity.value);
    return identity.displayName.isEmpty() ? identity.value : identity.displayName;
}

} // namespace

PatientPanel::PatientPanel(QWidget *parent)
    : Pane(&Theme::card, Qt::LeftEdge, parent)
    , m_scroll(new QScrollArea(this))
    , m_avatar(new Avatar(64, this))
    , m_name(new Label({}, TextSize::Heading, QFont::Bold, &Theme::text, this))
    , m_subline(new Label({}, TextSize::Small, QFont::Normal, &Theme::muted, this))
{
    setFixedWidth(metrics::scaled(metrics::panelWidth));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 18, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_avatar, 0, Qt::AlignHCenter);
    for (Label *label : {m_name, m_subline}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
        label->setContentsMargins(18, 0, 18, 0);
        column->addWidget(label);
    }
    column->addSpacing(8);
    column->addWidget(m_scroll, 1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    rebuild();
}

void PatientPanel::setTimes(const Times &times)
{
    m_times = times;
    rebuild();
}

void PatientPanel::setSummary(const PatientSummary &summary, const QString &channel)
{
    if (m_summary == summary && m_channel == channel)
        return;
    if (m_summary.id != summary.id) {
        m_patient.reset();
        m_history.clear();
    }
    m_summary = summary;
    m_channel = channel;
    rebuild();
}

void PatientPanel::setPatient(const Patient &patient)
{
    if (m_patient == patient)
        return;
    m_patient = patient;
    rebuild();
}

void PatientPanel::setHistory(const QList<Conversation> &conversations)
{
    if (m_history == conversations)
        return;
    m_history = conversations;
    rebuild();
}

void PatientPanel::clear()
{
    setSummary({}, {});
}

void PatientPanel::rebuild()
{
    const QString name = m_patient ? m_patient->name : m_summary.name;
    m_avatar->setFace({name, {}, nullptr});
    m_name->setText(name);
    m_subline->setText(subline());
    m_body = new QWidget(m_scroll);
    m_body->setAutoFillBackground(false);
    m_lines = new QVBoxLayout(m_body);
    m_lines->setContentsMargins(14, 0, 14, 14);
    m_lines->setSpacing(0);
    addFacts();
    addRemarks();
    addHistory();
    m_lines->addStretch();
    m_scroll->setWidget(m_body); // takes the old one away
    m_body->setAutoFillBackground(false);
}

QString PatientPanel::subline() const
{
    if (!m_patient || !m_patient->birthDate)
        return m_summary.name.isEmpty() ? QString() : tr("Patient");
    const QDate born = QDate::fromString(*m_patient->birthDate, Qt::ISODate);
    const QDate today = QDate::currentDate();
    if (!born.isValid() || born > today)
        return tr("Patient");
    const bool had = std::pair(today.month(), today.day()) >= std::pair(born.month(), born.day());
    return tr("%n year(s)", "age", today.year() - born.year() - (had ? 0 : 1));
}

void PatientPanel::addFact(const QString &icon, const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *row = new FactRow(icon, name, value, m_body);
    m_lines->addWidget(row);
    connect(row, &QAbstractButton::clicked, this, [this, name, value] {
        QGuiApplication::clipboard()->setText(value);
        Q_EMIT copied(name);
    });
}

void PatientPanel::addFacts()
{
    const std::optional<QString> phone = m_patient ? m_patient->phone : m_summary.phone;
    if (phone)
        addFact(u"smartphone"_s, tr("Phone"), displayPhone(*phone));
    if (!m_patient)
        return;
    if (m_patient->email)
        addFact(u"mail"_s, tr("E-mail"), *m_patient->email);
    for (const Identity &identity : m_patient->identities) {
        const bool shown = (phone && identity.kind == IdentityKind::Phone
                               && displayPhone(identity.value) == displayPhone(*phone))
            || (identity.kind == IdentityKind::Email && identity.value == m_patient->email);
        if (!shown)
            addFact(identityIcon(identity.kind), Words::identity(identity.kind), identityText(identity));
    }
    if (m_patient->birthDate) {
        const QDate born = QDate::fromString(*m_patient->birthDate, Qt::ISODate);
        addFact(u"calendar-days"_s, tr("Born"), QLocale().toString(born, QLocale::ShortFormat));
    }
}

void PatientPanel::addTitle(const QString &text)
{
    auto *title = new SectionTitle(text, m_body);
    title->setContentsMargins(rowInset, 18, rowInset, 6);
    m_lines->addWidget(title);
}

void PatientPanel::addRemarks()
{
    if (!m_patient || m_patient->remarks.isEmpty())
        return;
    addTitle(tr("Remarks"));
    auto *remarks = new Label(m_patient->remarks, TextSize::Base, QFont::Normal, &Theme::text, m_body);
    remarks->setWordWrap(true);
    remarks->setContentsMargins(rowInset, 0, rowInset, 0);
    m_lines->addWidget(remarks);
}

void PatientPanel::addHistory()
{
    if (m_history.isEmpty())
        return;
    addTitle(tr("History"));
    for (const Conversation &past : m_history.first(qMin<qsizetype>(longestHistory, m_history.size()))) {
        QString title = past.subject;
        if (title.isEmpty())
            title = past.lastMessage ? Words::preview(*past.lastMessage) : Words::channel(past.channel);
        const QString detail =
            u"%1 · %2"_s.arg(QLocale().toString(m_times.date(past.updatedAt), QLocale::ShortFormat),
                Words::status(past.status));
        auto *row = new HistoryRow(past.channel, title, detail, m_body);
        m_lines->addWidget(row);
        connect(row, &QAbstractButton::clicked, this, [this, id = past.id] { Q_EMIT historyActivated(id); });
    }
}

void PatientPanel::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setFixedWidth(metrics::scaled(metrics::panelWidth));
    else if (event->type() == QEvent::LanguageChange)
        rebuild();
}

} // namespace acolhe::ui
