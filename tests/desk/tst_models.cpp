// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/conversation_rows_model.h"
#include "ui/desk/thread_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using ui::ConversationRowsModel;
using ui::ThreadModel;

static Conversation conversation(qint64 id, qint64 updated, qint64 waiting = 0)
{
    Conversation c;
    c.id = {id};
    c.updatedAt = {updated};
    if (waiting > 0)
        c.waitingSince = Timestamp{waiting};
    return c;
}

static Message message(qint64 id, qint64 at, const QString &clientId = {})
{
    Message m;
    m.id = {id};
    m.createdAt = {at};
    m.text = QString::number(id);
    if (!clientId.isEmpty())
        m.clientId = clientId;
    return m;
}

static QList<qint64> ids(const ConversationRowsModel &model)
{
    QList<qint64> list;
    for (int i = 0; i < model.rowCount(); ++i)
        list.append(model.at(i).id.value);
    return list;
}

static QStringList texts(const ThreadModel &model)
{
    QStringList list;
    for (int i = 0; i < model.rowCount(); ++i)
        list.append(model.data(model.index(i), Qt::DisplayRole).toString());
    return list;
}

class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLatestActivityComesFirst();
    void theQueueShowsTheLongestWaitFirst();
    void aSelectionStaysWhereItIs();
    void whatDoesNotBelongGoes();
    void anyOrderOfNewsGivesTheSameRows();
    void aThreadIsInTheOrderOfTime();
    void whatWasTypedBecomesTheServersMessageInPlace();
    void whatWasTypedStaysLast();
};

void TestModels::theLatestActivityComesFirst()
{
    ConversationRowsModel model;
    const QAbstractItemModelTester tester(&model);
    for (const auto &c : {conversation(1, 10), conversation(2, 30), conversation(3, 20), conversation(4, 20)})
        model.apply(c);
    QCOMPARE(ids(model), (QList<qint64>{2, 4, 3, 1}));
    model.apply(conversation(1, 40));
    QCOMPARE(ids(model), (QList<qint64>{1, 2, 4, 3}));
    model.apply(conversation(1, 15));
    QCOMPARE(ids(model), (QList<qint64>{2, 4, 3, 1}));
}

void TestModels::theQueueShowsTheLongestWaitFirst()
{
    ConversationRowsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRule([](const Conversation &) { return true; }, true);
    for (const auto &c : {conversation(1, 1, 30), conversation(2, 2, 10), conversation(3, 3)})
        model.apply(c);
    QCOMPARE(ids(model), (QList<qint64>{2, 1, 3}));
}

void TestModels::aSelectionStaysWhereItIs()
{
    ConversationRowsModel model;
    for (int i = 1; i <= 3; ++i)
        model.apply(conversation(i, i));
    const QPersistentModelIndex selected = model.index(model.rowOf({2}));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.apply(conversation(9, 99));
    model.apply(conversation(1, 100));
    model.apply(conversation(2, 101));
    QCOMPARE(model.at(selected.row()).id, ConversationId{2});
    QCOMPARE(resets.size(), 0);
}

void TestModels::whatDoesNotBelongGoes()
{
    ConversationRowsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRule([](const Conversation &c) { return c.status == ConversationStatus::Open; }, false);
    model.apply(conversation(1, 1));
    Conversation resolved = conversation(1, 2);
    resolved.status = ConversationStatus::Resolved;
    model.apply(resolved);
    QCOMPARE(model.rowCount(), 0);
    model.apply(resolved);
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::anyOrderOfNewsGivesTheSameRows()
{
    QRandomGenerator random(7);
    ConversationRowsModel model;
    const QAbstractItemModelTester tester(&model);
    QHash<qint64, qint64> last;
    for (int i = 0; i < 2000; ++i) {
        const qint64 id = random.bounded(1, 30);
        last[id] = random.bounded(1, 1000);
        model.apply(conversation(id, last[id]));
    }
    QList<qint64> expected = last.keys();
    std::sort(expected.begin(), expected.end(),
        [&](qint64 a, qint64 b) { return std::pair(last[a], a) > std::pair(last[b], b); });
    QCOMPARE(ids(model), expected);
}

void TestModels::aThreadIsInTheOrderOfTime()
{
    ThreadModel model;
    const QAbstractItemModelTester tester(&model);
    model.apply(message(5, 50));
    model.apply(message(3, 30));
    Note note;
    note.id = {3};
    note.text = u"nota"_s;
    note.createdAt = {40};
    model.apply(note);
    model.apply(message(4, 30));
    QCOMPARE(texts(model), (QStringList{u"3"_s, u"4"_s, u"nota"_s, u"5"_s}));
    QCOMPARE(model.oldest(), MessageId{3});
    Message changed = message(3, 30);
    changed.text = u"três"_s;
    model.apply(changed);
    QCOMPARE(texts(model).first(), u"três"_s);
    QCOMPARE(model.rowCount(), 4);
}

void TestModels::whatWasTypedBecomesTheServersMessageInPlace()
{
    ThreadModel model;
    const QAbstractItemModelTester tester(&model);
    model.apply(message(1, 10));
    model.applyLocal(message(-1, 99, u"c"_s));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.apply(message(2, 20, u"c"_s));
    QCOMPARE(texts(model), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(removed.size(), 0);
    model.apply(message(2, 20, u"c"_s));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf({2}), 1);
}

void TestModels::whatWasTypedStaysLast()
{
    ThreadModel model;
    const QAbstractItemModelTester tester(&model);
    model.applyLocal(message(-1, 1, u"a"_s));
    model.applyLocal(message(-2, 1, u"b"_s));
    model.apply(message(7, 1000));
    QCOMPARE(model.at(0).message->id, MessageId{7});
    QCOMPARE(*model.at(1).message->clientId, u"a"_s);
    model.apply(message(8, 1001, u"b"_s));
    QCOMPARE(*model.at(2).message->clientId, u"a"_s);
    model.removeLocal(u"a"_s);
    QCOMPARE(texts(model), (QStringList{u"7"_s, u"8"_s}));
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
