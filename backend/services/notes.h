// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/protocol/note_methods.h"
#include "backend/store/store.h"

namespace acolhe::services {

/// The notes.* methods: what the team writes for itself. Whoever may see the conversation may read and add.
class Notes : public QObject {
    Q_OBJECT
public:
    Notes(store::Store &store, const Clock &clock, QObject *parent = nullptr);

    Future<wire::NotesCreate::Reply> create(const Caller &caller, const wire::NotesCreate::Request &request);
    Future<wire::NotesList::Reply> list(const Caller &caller, const wire::NotesList::Request &request);

private:
    store::Store &m_store;
    const Clock &m_clock;
};

} // namespace acolhe::services
