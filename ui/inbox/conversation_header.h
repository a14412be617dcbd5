// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/metrics.h"
#include "ui/widgets/card.h"

class QMenu;

namespace acolhe::ui {

class Avatar;
class Button;
class ElidedLabel;
class IconButton;
class Pill;

/// What the header tells and offers; the view fills it from the models.
struct HeaderState {
    Conversation conversation;
    QString inbox; ///< its name
    QString attendant; ///< the assigned one's name; empty in the queue
    bool mine = false;
    bool mayAssign = false; ///< may give it to anybody
    bool mayTake = false;
    bool mayChangeStatus = false;
    bool wholePatient = false; ///< the thread has the patient's other conversations too
    QList<Attendant> team; ///< to whom it can be given

    bool operator==(const HeaderState &) const = default;
};

/// The strip above an open conversation: who, by which channel, with whom, its status, and what can be done
/// with it.
class ConversationHeader final : public Pane {
    Q_OBJECT
public:
    explicit ConversationHeader(QWidget *parent = nullptr);

    void setState(const HeaderState &state);
    void setPanelShown(bool shown);

Q_SIGNALS:
    void takeRequested();
    void assignRequested(std::optional<acolhe::UserId> attendant);
    void statusRequested(acolhe::ConversationStatus status);
    void panelToggled(bool shown);
    void wholePatientToggled(bool whole);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void fillMenu();
    void fillTeam(QMenu *menu);

    HeaderState m_state;
    Avatar *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_where;
    Pill *m_status;
    IconButton *m_take;
    IconButton *m_whole;
    IconButton *m_panel;
    IconButton *m_more;
    QMenu *m_menu;
    Button *m_resolve;
};

} // namespace acolhe::ui
