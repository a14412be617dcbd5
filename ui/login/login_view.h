// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QUrl>
#include <QWidget>

class QStackedLayout;

/// Before the work: the first-run choice and signing in. Says what the person entered; who listens does it.
namespace acolhe::ui {

class ChoicePage;
class SetUpPage;
class SignInPage;

/// What signing in takes.
struct Credentials {
    QUrl server; ///< invalid where the server runs in this program
    QString email;
    QString password;
    QString clinic; ///< id or slug, where the person was asked which
    bool remember = true;
};

/// What a clinic of one machine takes to begin.
struct ClinicSetUp {
    QString clinic;
    QString name; ///< the first person's
    QString email;
    QString password;
};

/// A clinic to choose from, where a person belongs to several.
struct ClinicChoice {
    QString id;
    QString name;
};

class LoginView final : public QWidget {
    Q_OBJECT
public:
    explicit LoginView(QWidget *parent = nullptr);

    /// Connect to a server, or use this computer.
    void showChoice();
    /// `server` empty: it is asked for. `fixed`: it cannot be changed (--server, --embedded).
    void showSignIn(const QUrl &server, const QString &email = {}, bool fixed = false);
    /// A clinic of this computer's own.
    void showSetUp();

    /// While an answer is awaited: everything rests but is still seen.
    void setBusy(bool busy);
    /// What went wrong, below the fields; empty takes it away.
    void showProblem(const QString &text);
    /// Asks which clinic and keeps what was entered.
    void offerClinics(const QList<ClinicChoice> &clinics);
    /// Whether the first-run choice can be reached from the other pages.
    void setChoiceOffered(bool offered);

Q_SIGNALS:
    void signInRequested(const acolhe::ui::Credentials &credentials);
    void setUpRequested(const acolhe::ui::ClinicSetUp &setUp);
    /// "Use this computer" was chosen: showSetUp() or showSignIn() should follow.
    void embeddedChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStackedLayout *m_stack;
    ChoicePage *m_choice;
    SignInPage *m_signIn;
    SetUpPage *m_setUp;
};

} // namespace acolhe::ui
