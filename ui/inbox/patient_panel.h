// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "ui/widgets/card.h"
#include "ui/words/times.h"

class QScrollArea;
class QVBoxLayout;

namespace acolhe::ui {

class Avatar;
class Label;
class SectionTitle;

/// The patient beside an open conversation: name, how they are reached (a click copies), remarks, and their
/// other conversations.
class PatientPanel final : public Pane {
    Q_OBJECT
public:
    explicit PatientPanel(QWidget *parent = nullptr);

    void setTimes(const Times &times);
    /// What the list knows already; shown until the card comes.
    void setSummary(const PatientSummary &summary, const QString &channel);
    void setPatient(const Patient &patient);
    /// The patient's other conversations, latest first.
    void setHistory(const QList<Conversation> &conversations);
    void clear();

Q_SIGNALS:
    void copied(const QString &what);
    void historyActivated(acolhe::ConversationId id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addFacts();
    void addFact(const QString &icon, const QString &name, const QString &value);
    void addTitle(const QString &text);
    void addRemarks();
    void addHistory();
    QString subline() const;

    Times m_times;
    PatientSummary m_summary;
    QString m_channel;
    std::optional<Patient> m_patient;
    QList<Conversation> m_history;
    QScrollArea *m_scroll;
    Avatar *m_avatar;
    Label *m_name;
    Label *m_subline;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_lines = nullptr;
};

} // namespace acolhe::ui
